import { onScopeDispose, ref, type Ref } from 'vue';
import { hearChanges, type RecordChange } from './changes';

export interface Changes {
  /** Records that others have changed since they were read here. */
  readonly count: Ref<number>;
  /** More than can be counted, as by a file, or something may have been missed. */
  readonly many: Ref<boolean>;
  /** They are read now. */
  readonly clear: () => void;
}

/** What others change while a page is open: counted, and shown when the person asks for it, so that nothing moves under their hand. */
export const useChanges = (concerns: (change: RecordChange) => boolean): Changes => {
  const ids = new Set<string>();
  const count = ref(0);
  const many = ref(false);
  const stop = hearChanges((change) => {
    if (change && !concerns(change)) return;
    if (change?.id) ids.add(change.id);
    else many.value = true;
    count.value = ids.size;
  });
  onScopeDispose(stop);
  const clear = () => {
    ids.clear();
    count.value = 0;
    many.value = false;
  };
  return { count, many, clear };
};
