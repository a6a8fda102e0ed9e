import type { Register } from '@moduan/schema';
import { computed } from 'vue';
import { graphFilter, readListState, writeListState, type ListState } from '../register/filters';
import { useOwnQuery } from '../register/use-list';
import { useRouter } from 'vue-router';

/** The filter of a list on its map: the same address, and back. */
export const useListFilter = (register: Register) => {
  const query = useOwnQuery();
  const router = useRouter();
  const state = computed(() => readListState(register, query.value));
  return {
    state,
    filter: computed(() => graphFilter(register, state.value)),
    address: computed(() => writeListState(state.value)),
    change: (next: Partial<ListState>) => router.push({ query: writeListState({ ...state.value, ...next }) }),
  };
};
