import type { Field, Register } from '@moduan/schema';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { faultOf } from '../fields/look-up';
import { command, forgetLists } from '../graph/client';
import { toProblem, type Problem } from '../graph/problem';
import { mutationDocument, rootFields } from '../register/documents';
import type { RecordRow } from '../register/screen';
import { enteredFields } from './actions';
import { Attempt } from './attempt';
import { draftOf } from './draft';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const empty = (field: Field): unknown => (field.kind === 'choices' ? [] : null);

/** The state of a form over a record, or over nothing yet: values, faults at their fields, draft, and one save per press. */
export const useForm = (register: Register, record: RecordRow | undefined, suggested: Readonly<Record<string, unknown>> = {}) => {
  const fields = enteredFields(register.fields, !record);
  const stored = (name: string, field: Field) => (field.kind === 'secret' ? null : ((record ? record[name] : suggested[name]) ?? empty(field)));
  const first = () => Object.fromEntries(fields.map(([name, field]) => [name, stored(name, field)]));
  const draft = draftOf(register, record?.id);
  const found = draft.read();
  const restored = ref(found?.at);
  const values = reactive<Record<string, unknown>>({ ...first(), ...found?.values });
  const faults = ref<Record<string, string>>({});
  const problem = shallowRef<Problem>();
  const busy = ref(false);
  const version = ref(found?.version ?? record?.version);
  const attempt = new Attempt(found?.attempt);

  const changed = computed(() => Object.fromEntries(fields.filter(([name, field]) => !same(values[name], stored(name, field))).map(([name]) => [name, values[name]])));
  const isChanged = computed(() => Object.keys(changed.value).length > 0);
  const keepDraft = () => draft.keep({ values: changed.value, at: new Date().toISOString(), attempt: attempt.toJSON(), ...(version.value !== undefined && { version: version.value }) });
  watch(changed, () => (isChanged.value ? keepDraft() : draft.forget()));

  const check = (name: string) => {
    const field = register.fields[name]!;
    const fault = record && field.kind === 'secret' && !values[name] ? undefined : faultOf(field, values[name]);
    const { [name]: _, ...others } = faults.value;
    faults.value = fault ? { ...others, [name]: fault } : others;
  };
  const checkAll = () => {
    faults.value = {};
    for (const [name] of fields) check(name);
    return Object.keys(faults.value).length === 0;
  };
  const reset = () => {
    draft.forget();
    Object.assign(values, first());
    [faults.value, problem.value, restored.value] = [{}, undefined, undefined];
  };

  const send = async (): Promise<RecordRow> => {
    const content = record ? { id: record.id, version: version.value, ...changed.value } : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && !same(value, [])));
    const input = { ...content, clientMutationId: attempt.keyFor(content) };
    keepDraft();
    const mutation = record ? `amend${register.type}` : `create${register.type}`;
    const answer = await command<{ record: RecordRow }>(mutationDocument(register, mutation), { input });
    return answer.record;
  };
  const refuse = (error: unknown) => {
    const refused = toProblem(error);
    if (refused.isFinal) attempt.done();
    const atFields = refused.details.fields?.filter(({ path }) => fields.some(([name]) => name === path)) ?? [];
    faults.value = Object.fromEntries(atFields.map(({ path, message }) => [path, message]));
    problem.value = refused;
    keepDraft();
  };

  /** Saves once, however often it is pressed; the record as it is stored now, or nothing when it was refused. */
  const save = async (): Promise<RecordRow | undefined> => {
    if (busy.value || !checkAll()) return undefined;
    busy.value = true;
    problem.value = undefined;
    try {
      const saved = await send();
      attempt.done();
      draft.forget();
      void forgetLists(...rootFields(register));
      return saved;
    } catch (error) {
      refuse(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  };
  return { fields, values, faults, problem, busy, restored, isChanged, changed, version, check, reset, save };
};
export type Form = ReturnType<typeof useForm>;
