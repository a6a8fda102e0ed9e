import type { Register } from '@moduan/schema';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { announce } from '../basics/toasts';
import { ask, command, forgetLists } from '../graph/client';
import { toProblem, type Problem } from '../graph/problem';
import { rootFields } from '../register/documents';
import { isBusy, rowsDocument, runDocument, stepDocuments, type Correction, type Decision, type ImportRun, type Outcome, type RowPage } from './run';

const pause = 800;

/** One upload on its way into the register: read again while the server works on it, and the steps a person takes. */
export const useRun = (register: Register, id: () => string | undefined) => {
  const run = shallowRef<ImportRun>();
  const problem = shallowRef<Problem>();
  const sending = ref(false);
  const steps = stepDocuments(register);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const read = async (): Promise<void> => {
    clearTimeout(timer);
    const wanted = id();
    if (!wanted || stopped) return;
    try {
      const { run: found } = await ask<{ run: ImportRun | null }>(runDocument(register), { id: wanted });
      if (wanted !== id()) return;
      run.value = found ?? undefined;
      problem.value = found ? undefined : toProblem(new Error());
    } catch (error) {
      problem.value = toProblem(error);
    }
    if (isBusy(run.value)) timer = setTimeout(read, pause);
  };
  watch(
    id,
    () => {
      run.value = undefined;
      problem.value = undefined;
      void read();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stopped = true;
    clearTimeout(timer);
  });

  const take = async (step: keyof typeof steps, input: Record<string, unknown>) => {
    if (sending.value || !run.value) return;
    sending.value = true;
    // the answer comes when the step is done; meanwhile the progress is read beside it
    timer = setTimeout(read, pause);
    try {
      const { run: changed } = await command<{ run: ImportRun }>(steps[step], { input: { id: run.value.id, ...input } });
      run.value = changed;
      if (changed.state === 'WRITTEN') void forgetLists(...rootFields(register));
    } catch (error) {
      announce(toProblem(error).message, true);
    } finally {
      sending.value = false;
      await read();
    }
  };
  const rows = async (outcomes: readonly Outcome[], more: { alike?: string; after?: string | null; first?: number } = {}) => {
    const { run: found } = await ask<{ run: { rows: RowPage } }>(rowsDocument(register), { id: run.value!.id, outcomes, first: 50, ...more });
    return found.rows;
  };
  /** Numbers of all rows that can be decided together. */
  const numbersAlike = async (alike: string) => {
    const numbers: number[] = [];
    let after: string | null = null;
    do {
      const page: RowPage = await rows([], { alike, after, first: 200 });
      numbers.push(...page.nodes.map(({ number }) => number));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    return numbers;
  };
  return {
    run, problem, sending, read, rows, numbersAlike,
    busy: computed(() => isBusy(run.value) || sending.value),
    map: (columns: readonly { index: number; field: string | null }[]) => take('map', { columns }),
    correct: (corrections: readonly Correction[]) => take('correct', { rows: corrections }),
    decide: (decisions: readonly { number: number; decision: Decision }[]) => take('decide', { rows: decisions }),
    write: (all: boolean) => take('write', { take: all ? 'ALL' : 'GOOD', clientMutationId: `write-${run.value?.id}` }),
    abandon: () => take('abandon', {}),
  };
};
export type RunAtWork = ReturnType<typeof useRun>;
