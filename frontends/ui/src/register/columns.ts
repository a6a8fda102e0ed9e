import type { Register } from '@moduan/schema';
import { computed, ref, watch } from 'vue';
import { actorId } from '../session/session';
import { keep, readKept } from '../settings/kept';
import { systemColumns } from './cell-text';

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
  const key = computed(() => `columns:${actorId.value}:${register.type}`);
  const restore = () => readKept<string[]>(key.value)?.filter((name) => offered(register).includes(name)) ?? first(register);
  const columns = ref(restore());
  watch(key, () => (columns.value = restore()));

  const choose = (names: readonly string[]) => {
    columns.value = offered(register).filter((name) => name === register.title || names.includes(name));
    keep(key.value, columns.value);
  };
  const reset = () => {
    columns.value = first(register);
    keep(key.value, null);
  };
  return { columns, offered: offered(register), choose, reset };
};
