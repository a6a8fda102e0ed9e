import type { GeoJsonArea } from '@moduan/schema';
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode, ValidateNotSelfIntersecting, type GeoJSONStoreFeatures } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { MapCanvas } from './map-canvas';
import { token } from './map-style';
import type { Point } from './shapes';

type Ring = number[][];
const MODE = 'polygon';
const PIXELS = 12;
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** Why a drawn area can not be saved as it stands. */
export type DrawFault = 'crossing' | undefined;

const colour = (name: string) => token(name) as `#${string}`;

/** Polygons drawn over a map: corners are set, dragged, put between and taken away; they snap to those of the neighbours. */
export class Drawing {
  readonly #draw: TerraDraw;
  readonly #former: string[] = [];
  #last = '[]';

  constructor(canvas: MapCanvas, neighbours: () => readonly Point[], changed: () => void) {
    const { map } = canvas;
    const near = ({ lng, lat }: { lng: number; lat: number }): [number, number] | undefined => {
      const at = map.project([lng, lat]);
      let [best, distance]: [Point | undefined, number] = [undefined, PIXELS];
      for (const point of neighbours()) {
        const its = map.project([point[0], point[1]]);
        const away = Math.hypot(its.x - at.x, its.y - at.y);
        if (away < distance) [best, distance] = [point, away];
      }
      return best && [best[0], best[1]];
    };
    const snapping = { toCustom: near };
    const look = { fillColor: colour('brand'), fillOpacity: 0.25, outlineColor: colour('brand'), outlineWidth: 3 };
    this.#draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }),
      modes: [
        new TerraDrawPolygonMode({ snapping, styles: look }),
        new TerraDrawSelectMode({
          flags: { [MODE]: { feature: { draggable: false, selfIntersectable: true, coordinates: { draggable: true, midpoints: true, deletable: true, snappable: snapping } } } },
          styles: { selectedPolygonColor: colour('brand'), selectedPolygonFillOpacity: 0.25, selectedPolygonOutlineColor: colour('brand'), selectedPolygonOutlineWidth: 3, selectionPointColor: colour('brand'), selectionPointWidth: 7, midPointColor: colour('surface'), midPointOutlineColor: colour('brand'), midPointOutlineWidth: 2, midPointWidth: 5 },
        }),
      ],
    });
    this.#draw.start();
    this.#draw.on('finish', () => {
      this.#keep();
      this.edit();
      changed();
    });
    this.#draw.on('change', () => changed());
  }

  /** Begins with an area that is there; one with holes is not drawn. */
  show(area: GeoJsonArea | null): boolean {
    const polygons = area ? (area.type === 'Polygon' ? [area.coordinates] : area.coordinates) : [];
    if (polygons.some(({ length }) => length > 1)) return false;
    this.#load(polygons.map(([ring]) => ring!));
    this.#last = JSON.stringify(this.rings());
    if (polygons.length) this.edit();
    else this.add();
    return true;
  }

  add(): void {
    this.#draw.setMode(MODE);
  }

  /** Corners can be dragged; the newest area is chosen. */
  edit(): void {
    this.#draw.setMode('select');
    const last = this.#drawn().at(-1);
    if (last?.id !== undefined) this.#draw.selectFeature(last.id);
  }

  get canUndo(): boolean {
    return this.#former.length > 0 || this.corners > 0;
  }

  /** What was drawn before the last stroke; of an area that is being drawn the whole of it. */
  undo(): void {
    if (this.corners > 0) {
      this.#load(this.rings());
      return this.add();
    }
    const former = this.#former.pop();
    if (former === undefined) return;
    const rings = JSON.parse(former) as Ring[];
    this.#load(rings);
    this.#last = former;
    if (rings.length) this.edit();
    else this.add();
  }

  clear(): void {
    this.#load([]);
    this.#keep();
    this.add();
  }

  /** Corners of an area that is not closed yet. */
  get corners(): number {
    const open = this.#polygons().find(({ properties }) => properties['currentlyDrawing']);
    return open ? Math.max(0, (open.geometry.coordinates as Ring[])[0]!.length - 2) : 0;
  }

  area(): GeoJsonArea | null {
    const rings = this.rings();
    if (!rings.length) return null;
    return rings.length === 1 ? { type: 'Polygon', coordinates: [rings[0]!] } : { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) };
  }

  fault(): DrawFault {
    return this.#drawn().every((feature) => ValidateNotSelfIntersecting(feature).valid) ? undefined : 'crossing';
  }

  rings(): Ring[] {
    return this.#drawn().map(({ geometry }) => (geometry.coordinates as Ring[])[0]!.map((point) => point.map(rounded)));
  }

  stop(): void {
    if (this.#draw.enabled) this.#draw.stop();
  }

  #polygons(): GeoJSONStoreFeatures[] {
    return this.#draw.getSnapshot().filter(({ geometry, properties }) => geometry.type === 'Polygon' && properties['mode'] === MODE);
  }

  #drawn(): GeoJSONStoreFeatures[] {
    return this.#polygons().filter(({ properties }) => !properties['currentlyDrawing']);
  }

  #load(rings: readonly Ring[]): void {
    this.#draw.setMode('select');
    this.#draw.clear();
    this.#draw.addFeatures(rings.map((ring) => ({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring.map((point) => point.map(rounded))] }, properties: { mode: MODE } })));
  }

  #keep(): void {
    const now = JSON.stringify(this.rings());
    if (now === this.#last) return;
    this.#former.push(this.#last);
    this.#last = now;
  }
}
