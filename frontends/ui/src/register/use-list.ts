import { computed, shallowRef, watch } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';
import { useQuery } from '../graph/use-query';
import { countsDocument, listColumns, listDocument } from './documents';
import { graphFilter, graphOrder, readListState, readPageState, writeListState, type ListState } from './filters';
import { viewAround } from './open-view';
import { alsoListed } from './proposals';
import type { RecordRow, RegisterScreen, SavedView } from './screen';

export const pageSize = 50;

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}
interface Answer {
  readonly list: { readonly nodes: readonly RecordRow[]; readonly pageInfo: PageInfo; readonly totalCount: number } | null;
}
type Counts = Record<string, { readonly totalCount: number } | null>;

/** The query of this page's own address; it stands still while the person is already on the way to another page. */
export const useOwnQuery = () => {
  const route = useRoute();
  const own = route.path;
  const query = shallowRef(route.query);
  watch(
    () => route.query,
    (next) => {
      if (route.path === own) query.value = next;
    },
  );
  return query;
};

/** The list as its address says: filters, order and place in it. Whoever opens the address sees the same list. */
export const useList = (screen: RegisterScreen, columns: (view: SavedView | undefined) => readonly string[]) => {
  const { register } = screen;
  const router = useRouter();
  const query = useOwnQuery();
  const state = computed(() => readListState(register, query.value));
  const place = computed(() => readPageState(query.value));
  const filter = computed(() => graphFilter(register, state.value));
  const orderBy = computed(() => graphOrder(register, state.value));

  const view = computed(() => viewAround(screen, state.value));
  const proposing = computed(() => view.value?.proposes ?? false);

  const list = useQuery<Answer>(() => {
    const { after, before } = place.value;
    const page = before ? { last: pageSize, before } : { first: pageSize, ...(after && { after }) };
    const text = listDocument(register, alsoListed(screen, proposing.value));
    return { text, variables: { filter: filter.value, orderBy: orderBy.value, ...listColumns(register, columns(view.value)), ...page } };
  });

  const change = (next: Partial<ListState>) => router.push({ query: writeListState({ ...state.value, ...next }) });
  const turn = (page: number, cursor: LocationQueryRaw) => router.push({ query: { ...writeListState(state.value), ...(page > 1 && { page: String(page), ...cursor }) } });

  const rows = computed(() => list.data.value?.list?.nodes ?? []);
  const pageInfo = computed(() => list.data.value?.list?.pageInfo);
  const total = computed(() => list.data.value?.list?.totalCount);
  return {
    ...list, state, place, filter, orderBy, rows, pageInfo, total, change, view, proposing,
    first: () => turn(1, {}),
    next: () => turn(place.value.page + 1, { after: pageInfo.value?.endCursor ?? '' }),
    previous: () => turn(place.value.page - 1, { before: pageInfo.value?.startCursor ?? '' }),
  };
};

/** How many records several filters find; one question for all. */
export const useCounts = ({ register }: RegisterScreen, filters: () => readonly Record<string, unknown>[]) => {
  const { data } = useQuery<Counts>(() => {
    const wanted = filters();
    if (!wanted.length) return null;
    return { text: countsDocument(register, wanted.length), variables: Object.fromEntries(wanted.map((filter, index) => [`f${index}`, filter])) };
  });
  return (index: number) => data.value?.[`c${index}`]?.totalCount;
};
