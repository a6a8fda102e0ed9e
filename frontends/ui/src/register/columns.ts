import type { Register } from '@moduan/schema';
import { computed, ref, watch } from 'vue';
import { actorId } from '../session/session';
import { keep, readKept } from '../settings/kept';
import { systemColumns } from './cell-text';
import type { SavedView } from './screen';

const offered = (register: Register) => [
  ...Object.entries(register.fields).filter(([, field]) => field.kind !== 'geometry').map(([name]) => name),
  ...systemColumns,
];
const first = (register: Register) => {
  const chosen = Object.entries(register.fields).filter(([, field]) => field.column).map(([name]) => name);
  return chosen.includes(register.title) ? chosen : [register.title, ...chosen];
};

/** The columns this person wants to see in this list; the title always stays. */
export const useColumns = (register: Register) => {
  const known = (names: readonly string[] | null | undefined) => names?.filter((name) => offered(register).includes(name));
  const key = computed(() => `columns:${actorId.value}:${register.type}`);
  const chosen = ref(known(readKept<string[]>(key.value)));
  watch(key, () => (chosen.value = known(readKept<string[]>(key.value))));
  /** Those the person chose, or those of the view, or those of the register. */
  const columnsIn = (view: SavedView | undefined): readonly string[] => chosen.value ?? known(view?.columns) ?? first(register);

  const choose = (names: readonly string[]) => {
    chosen.value = offered(register).filter((name) => name === register.title || names.includes(name));
    keep(key.value, chosen.value);
  };
  const reset = () => {
    chosen.value = undefined;
    keep(key.value, null);
  };
  return { columnsIn, offered: offered(register), choose, reset };
};
