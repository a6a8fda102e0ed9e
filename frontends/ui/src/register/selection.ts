import { computed, shallowRef } from 'vue';
import type { RecordRow } from './screen';

/** Rows ticked by the person; they stay ticked while the list is paged, sorted and filtered. */
export const useSelection = () => {
  const rows = shallowRef(new Map<string, RecordRow>());
  const set = (changed: readonly RecordRow[], ticked: boolean) => {
    const next = new Map(rows.value);
    for (const row of changed) {
      if (ticked) next.set(row.id, row);
      else next.delete(row.id);
    }
    rows.value = next;
  };
  return {
    rows: computed(() => [...rows.value.values()]),
    ids: computed(() => [...rows.value.keys()]),
    has: (id: string) => rows.value.has(id),
    set,
    clear: () => (rows.value = new Map()),
  };
};
export type Selection = ReturnType<typeof useSelection>;
