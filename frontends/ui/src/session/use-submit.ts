import { ref, shallowRef } from 'vue';
import { toProblem, type Problem } from '../graph/problem';

/** A form that is sent once at a time: what is wrong stands at its field, or in one line. */
export const useSubmit = (work: () => Promise<unknown>) => {
  const busy = ref(false);
  const problem = shallowRef<Problem>();
  const faults = ref<Readonly<Record<string, string>>>({});
  const submit = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    faults.value = {};
    try {
      await work();
    } catch (error) {
      problem.value = toProblem(error);
      faults.value = Object.fromEntries(problem.value.details.fields?.map(({ path, message }) => [path, message]) ?? []);
    } finally {
      busy.value = false;
    }
  };
  /** A fault found here, before anything is sent. */
  const refuse = (path: string, message: string) => (faults.value = { ...faults.value, [path]: message });
  return { busy, problem, faults, submit, refuse };
};
