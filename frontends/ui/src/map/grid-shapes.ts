import { may } from '../session/session';
import { useQuery } from '../graph/use-query';
import { chinaBox, type Box } from './shapes';
import type { GeoJsonArea } from '@moduan/schema';
import { computed } from 'vue';

export interface GridShape {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly staffing: string | null;
  readonly leaderName: string | null;
  readonly boundary: GeoJsonArea;
}
interface Answer {
  readonly map: { readonly hasMore: boolean; readonly shapes: readonly GridShape[] } | null;
}

const gridShapes = 'query GridsOnMap($box: MapBox!, $zoom: Float, $filter: GridFilter) { map: gridShapes(box: $box, zoom: $zoom, filter: $filter) { hasMore shapes { id name areaCode staffing leaderName boundary } } }';
/** From afar nobody sees what is left out at this zoom. */
const FAR = 13;

/** Grids as they are drawn: of the whole reach unless a box is given; whole boundaries when `whole` is asked for. */
export const useGridShapes = (filter: () => object, box: () => Box | undefined = () => undefined, whole = false) => {
  const question = useQuery<Answer>(() => (may('grid.read') ? { text: gridShapes, variables: { box: box() ?? chinaBox, zoom: whole ? null : FAR, filter: filter() } } : null));
  return { ...question, shapes: computed(() => question.data.value?.map?.shapes ?? []), hasMore: computed(() => question.data.value?.map?.hasMore ?? false) };
};
