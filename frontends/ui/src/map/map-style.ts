import type { StyleSpecification } from 'maplibre-gl';

/** A colour of the design as the page has it now: light, dark or of high contrast. */
export const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--md-${name}`).trim();

const ramp = () => ['match', ['get', 'tone'], ...[1, 2, 3, 4, 5].flatMap((step) => [step, token(`ramp-${step}`)]), token('ramp-none')];
const chosen = (yes: unknown, no: unknown) => ['case', ['get', 'chosen'], yes, no];

/** Colours of the layers; asked anew when the theme changes. */
export const paints = (): Readonly<Record<string, Readonly<Record<string, unknown>>>> => ({
  ground: { 'background-color': token('canvas') },
  'shape-fill': { 'fill-color': ramp(), 'fill-opacity': 0.85 },
  'shape-edge': { 'line-color': chosen(token('focus'), token('line-strong')), 'line-width': chosen(3, 1) },
  'shape-label': { 'text-color': token('ink-1'), 'text-halo-color': token('surface'), 'text-halo-width': 2 },
  'spot-mark': {
    'circle-color': ['case', ['>', ['get', 'count'], 0], token('brand'), token('surface')],
    'circle-stroke-color': chosen(token('focus'), token('brand')),
    'circle-stroke-width': chosen(4, 2),
    'circle-radius': ['case', ['>', ['get', 'count'], 0], ['interpolate', ['linear'], ['log10', ['max', ['get', 'count'], 1]], 0, 12, 4, 26], 6],
  },
  'spot-count': { 'text-color': token('on-brand') },
});

const nothing = { type: 'FeatureCollection', features: [] } as const;
const source = { type: 'geojson', data: nothing } as const;

/** A map without the internet: a quiet ground, areas with their names, things at points. Text is drawn by the fonts of the device. */
export const mapStyle = (): StyleSpecification => {
  const paint = paints();
  return {
    version: 8,
    sources: { shapes: source, labels: source, spots: source },
    layers: [
      { id: 'ground', type: 'background', paint: paint['ground'] },
      { id: 'shape-fill', type: 'fill', source: 'shapes', paint: paint['shape-fill'] },
      { id: 'shape-edge', type: 'line', source: 'shapes', paint: paint['shape-edge'] },
      { id: 'shape-label', type: 'symbol', source: 'labels', layout: { 'text-field': ['get', 'label'], 'text-size': 12, 'text-max-width': 8 }, paint: paint['shape-label'] },
      { id: 'spot-mark', type: 'circle', source: 'spots', paint: paint['spot-mark'] },
      { id: 'spot-count', type: 'symbol', source: 'spots', filter: ['>', ['get', 'count'], 0], layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 12, 'text-allow-overlap': true }, paint: paint['spot-count'] },
    ],
  } as unknown as StyleSpecification;
};
