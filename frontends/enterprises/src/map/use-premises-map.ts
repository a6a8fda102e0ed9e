import { useQuery } from '@moduan/ui';
import { boxAround, chinaBox, type Box, type MapSpot, type Point } from '@moduan/ui/data';
import { computed, shallowRef, watch } from 'vue';

export interface PremisesPoint {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly stars: number | null;
  readonly areaCode: string;
  readonly longitude: number;
  readonly latitude: number;
}
interface Edges {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
export interface PremisesCluster extends Edges {
  readonly id: string;
  readonly count: number;
  readonly underOffice: number;
  readonly longitude: number;
  readonly latitude: number;
}
interface Shown {
  readonly inBox: number;
  readonly points: readonly PremisesPoint[];
  readonly clusters: readonly Omit<PremisesCluster, 'id'>[];
}
interface Whole {
  readonly total: number;
  readonly withoutPoint: number;
  readonly points: readonly { readonly longitude: number; readonly latitude: number }[];
  readonly clusters: readonly Edges[];
}

const wholeMap = 'query PremisesOnWholeMap($box: MapBox!, $filter: PremisesFilter) { map: premisesMap(box: $box, zoom: 3, filter: $filter) { total withoutPoint points { longitude latitude } clusters { west south east north } } }';
const shownMap = 'query PremisesOnMap($box: MapBox!, $zoom: Float!, $filter: PremisesFilter) { map: premisesMap(box: $box, zoom: $zoom, filter: $filter) { inBox points { id name kind stars areaCode longitude latitude } clusters { count underOffice longitude latitude west south east north } } }';

const cornersOf = ({ points, clusters }: Whole): Point[] => [
  ...points.map(({ longitude, latitude }): Point => [longitude, latitude]),
  ...clusters.flatMap(({ west, south, east, north }): Point[] => [[west, south], [east, north]]),
];

/** What the map of premises shows: figures and edges of the whole filter, and of the part in view what stands there. */
export const usePremisesMap = (filter: () => object) => {
  const view = shallowRef<{ box: Box; zoom: number }>();
  const whole = useQuery<{ map: Whole | null }>(() => ({ text: wholeMap, variables: { box: chinaBox, filter: filter() } }));
  const shown = useQuery<{ map: Shown | null }>(() => (view.value ? { text: shownMap, variables: { ...view.value, filter: filter() } } : null));

  /** All that is there; stays the same while only figures change, so that the map does not jump. */
  const edges = shallowRef<Box>();
  watch(
    whole.data,
    (answer) => {
      const around = answer?.map ? boxAround(cornersOf(answer.map)) : undefined;
      if (JSON.stringify(around) !== JSON.stringify(edges.value)) edges.value = around;
    },
    // what was read before is there at once
    { immediate: true },
  );
  const points = computed(() => shown.data.value?.map?.points ?? []);
  const clusters = computed(() => (shown.data.value?.map?.clusters ?? []).map((one, i): PremisesCluster => ({ ...one, id: `cluster ${i}` })));
  const spots = computed((): MapSpot[] => [
    ...points.value.map(({ id, longitude, latitude }): MapSpot => ({ id, at: [longitude, latitude] })),
    ...clusters.value.map(({ id, count, longitude, latitude }): MapSpot => ({ id, count, at: [longitude, latitude] })),
  ]);
  return {
    whole, shown, edges, points, clusters, spots,
    inView: computed(() => shown.data.value?.map?.inBox),
    /** The map has moved; what it shows is asked for when it stands still. */
    look: (box: Box, zoom: number) => {
      view.value = { box, zoom: Math.round(zoom * 10) / 10 };
    },
  };
};
