import { holdsMany, type Field, type Register } from '@moduan/schema';
import { computed, reactive, ref, watch } from 'vue';
import type { RecordRow } from '../register/screen';
import { enteredFields } from './actions';
import { Attempt } from './attempt';
import { draftOf } from './draft';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const empty = (field: Field): unknown => (holdsMany(field) ? [] : null);

export type Suggested = Readonly<Record<string, unknown>>;

/** What stands in a form: the stored values with what was typed over them, kept as a draft until it is saved. */
export const useTyped = (register: Register, record: RecordRow | undefined, suggested: Suggested) => {
  const fields = enteredFields(register.fields, !record);
  const stored = (name: string, field: Field) => (field.kind === 'secret' ? null : ((record ? record[name] : suggested[name]) ?? empty(field)));
  const first = () => Object.fromEntries(fields.map(([name, field]) => [name, stored(name, field)]));
  const draft = draftOf(register, record?.id);
  const found = draft.read();
  const restored = ref(found?.at);
  const values = reactive<Record<string, unknown>>({ ...first(), ...found?.values });
  const version = ref(found?.version ?? record?.version);
  const attempt = new Attempt(found?.attempt);

  const changed = computed(() => Object.fromEntries(fields.filter(([name, field]) => !same(values[name], stored(name, field))).map(([name]) => [name, values[name]])));
  const isChanged = computed(() => Object.keys(changed.value).length > 0);
  const keepDraft = () => draft.keep({ values: changed.value, at: new Date().toISOString(), attempt: attempt.toJSON(), ...(version.value !== undefined && { version: version.value }) });
  watch(changed, () => (isChanged.value ? keepDraft() : draft.forget()));

  /** What is sent: the changes to a record, or all that was filled in of a new one. */
  const content = () => (record ? { id: record.id, version: version.value, ...changed.value } : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && !same(value, []))));
  const settle = () => {
    attempt.done();
    draft.forget();
  };
  const reset = () => {
    settle();
    Object.assign(values, first());
    restored.value = undefined;
  };
  return { fields, values, restored, version, changed, isChanged, attempt, keepDraft, content, settle, reset };
};
