import { keep, readKept } from '@moduan/ui';
import { reactive, watch } from 'vue';

export const typedFields = ['cityCode', 'cityName', 'unitName', 'name', 'username'] as const;
export type TypedField = (typeof typedFields)[number];
const KEY = 'draft:nobody:first';

/** What was typed on the first page, kept in this browser until the city is begun; the password never is. */
export const useTyped = () => {
  const empty = Object.fromEntries(typedFields.map((field) => [field, ''])) as Record<TypedField, string>;
  const values = reactive({ ...empty, ...readKept<Partial<Record<TypedField, string>>>(KEY) });
  watch(values, (now) => keep(KEY, now));
  return { values, forget: () => keep(KEY, null) };
};
