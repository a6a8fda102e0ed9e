import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as MapLibre, Marker, ScaleControl, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { mapStyle, paints, token } from './map-style';
import { labelPoint, type Box, type MapShape, type MapSpot, type Point } from './shapes';

setWorkerUrl(workerUrl);

/** What a person did on the map. */
export interface MapEvents {
  readonly view: (box: Box, zoom: number) => void;
  /** All that lies under the pointer, what is on top first; and where. */
  readonly pick: (found: readonly { readonly layer: 'spot' | 'shape'; readonly id: string }[], at: Point) => void;
  readonly place: (at: Point) => void;
}

const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties });
const collection = (features: readonly object[]) => ({ type: 'FeatureCollection', features }) as never;
const corners = ({ west, south, east, north }: Box): [[number, number], [number, number]] => [[west, south], [east, north]];

/** The drawing surface; the only place that knows the map library. */
export class MapCanvas {
  readonly map: MapLibre;
  #marker: Marker | undefined;
  readonly #theme: MutationObserver;

  constructor(container: HTMLElement, box: Box, title: string, private readonly events: MapEvents) {
    this.map = new MapLibre({
      container, style: mapStyle(), bounds: corners(box), attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0,
      fadeDuration: 0, maxZoom: 20, localIdeographFontFamily: token('font') || 'sans-serif', locale: { 'Map.Title': title }, renderWorldCopies: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    this.map.on('moveend', () => this.#tell());
    this.map.on('click', ({ point, lngLat }) => {
      const { x, y } = point;
      const under = this.map.queryRenderedFeatures([[x - 6, y - 6], [x + 6, y + 6]], { layers: ['spot-mark', 'shape-fill'] });
      const found = under.map(({ layer, properties }) => ({ layer: layer.id === 'spot-mark' ? ('spot' as const) : ('shape' as const), id: String(properties['id']) }));
      this.events.pick(found, [lngLat.lng, lngLat.lat]);
    });
    this.#theme = new MutationObserver(() => this.#repaint());
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /** When the style is there; sources can be filled from then on. */
  ready(): Promise<void> {
    return this.map.isStyleLoaded() ? Promise.resolve() : new Promise((resolve) => void this.map.once('load', () => resolve()));
  }

  setShapes(shapes: readonly MapShape[], chosen?: string): void {
    const properties = ({ id, label, tone }: MapShape) => ({ id, label, tone, chosen: id === chosen });
    this.#fill('shapes', shapes.map((shape) => feature(shape.boundary, properties(shape))));
    this.#fill('labels', shapes.map((shape) => feature({ type: 'Point', coordinates: labelPoint(shape.boundary) }, properties(shape))));
  }

  setSpots(spots: readonly MapSpot[], chosen?: string): void {
    this.#fill('spots', spots.map(({ id, at, count }) => feature({ type: 'Point', coordinates: at }, { id, count: count ?? 0, chosen: id === chosen })));
  }

  /** A mark that can be dragged. */
  setMark(at: Point | null | undefined): void {
    if (!at) {
      this.#marker?.remove();
      this.#marker = undefined;
      return;
    }
    if (!this.#marker) {
      this.#marker = new Marker({ draggable: true, color: token('brand') });
      this.#marker.on('dragend', () => {
        const { lng, lat } = this.#marker!.getLngLat();
        this.events.place([lng, lat]);
      });
      this.#marker.setLngLat([at[0], at[1]]).addTo(this.map);
      // it is moved by the keys of the map and by the fields beside it; by itself it says nothing
      this.#marker.getElement().setAttribute('aria-hidden', 'true');
      this.#marker.getElement().removeAttribute('tabindex');
    }
    this.#marker.setLngLat([at[0], at[1]]);
  }

  fit(box: Box): void {
    this.map.fitBounds(corners(box), { padding: 24, maxZoom: 18, duration: 0 });
  }

  /** In the middle, near enough to tell it from its neighbours. */
  goTo([longitude, latitude]: Point, zoom = 16): void {
    this.map.jumpTo({ center: [longitude, latitude], zoom: Math.max(this.map.getZoom(), zoom) });
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, { duration: 0 });
  }

  centre(): Point {
    const { lng, lat } = this.map.getCenter();
    return [lng, lat];
  }

  close(): void {
    this.#theme.disconnect();
    this.map.remove();
  }

  #tell(): void {
    const bounds = this.map.getBounds();
    this.events.view({ west: Math.max(bounds.getWest(), -180), south: Math.max(bounds.getSouth(), -90), east: Math.min(bounds.getEast(), 180), north: Math.min(bounds.getNorth(), 90) }, this.map.getZoom());
  }

  #fill(name: string, features: readonly object[]): void {
    this.map.getSource<GeoJSONSource>(name)?.setData(collection(features));
  }

  #repaint(): void {
    for (const [layer, paint] of Object.entries(paints())) for (const [name, value] of Object.entries(paint)) if (this.map.getLayer(layer)) this.map.setPaintProperty(layer, name as never, value as never);
  }
}

/** Whether this browser can draw a map at all. */
export const canDraw = (): boolean => Boolean(document.createElement('canvas').getContext('webgl2'));
