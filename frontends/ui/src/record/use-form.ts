import type { Register } from '@moduan/schema';
import { ref, shallowRef } from 'vue';
import { faultOf } from '../fields/look-up';
import { command, forgetLists } from '../graph/client';
import { toProblem, type Problem } from '../graph/problem';
import { mutationDocument, rootFields } from '../register/documents';
import type { RecordRow } from '../register/screen';
import { useTyped, type Suggested } from './use-typed';

/** The state of a form over a record, or over nothing yet: values, faults at their fields, draft, and one save per press. */
export const useForm = (register: Register, record: RecordRow | undefined, suggested: Suggested = {}) => {
  const typed = useTyped(register, record, suggested);
  const { fields, values } = typed;
  const faults = ref<Record<string, string>>({});
  const problem = shallowRef<Problem>();
  const busy = ref(false);

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
    typed.reset();
    [faults.value, problem.value] = [{}, undefined];
  };

  const send = async (): Promise<RecordRow> => {
    const content = typed.content();
    const input = { ...content, clientMutationId: typed.attempt.keyFor(content) };
    typed.keepDraft();
    const mutation = record ? `amend${register.type}` : `create${register.type}`;
    const answer = await command<{ record: RecordRow }>(mutationDocument(register, mutation), { input });
    return answer.record;
  };
  const refuse = (error: unknown) => {
    const refused = toProblem(error);
    if (refused.isFinal) typed.attempt.done();
    const atFields = refused.details.fields?.filter(({ path }) => fields.some(([name]) => name === path)) ?? [];
    faults.value = Object.fromEntries(atFields.map(({ path, message }) => [path, message]));
    problem.value = refused;
    typed.keepDraft();
  };

  /** Saves once, however often it is pressed; the record as it is stored now, or nothing when it was refused. */
  const save = async (): Promise<RecordRow | undefined> => {
    if (busy.value || !checkAll()) return undefined;
    busy.value = true;
    problem.value = undefined;
    try {
      const saved = await send();
      typed.settle();
      void forgetLists(...rootFields(register));
      return saved;
    } catch (error) {
      refuse(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  };
  return { ...typed, faults, problem, busy, check, reset, save };
};
export type Form = ReturnType<typeof useForm>;
