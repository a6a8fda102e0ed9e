import type { Register } from '@moduan/schema';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { announce } from '../basics/toasts';
import { ask, command, forgetLists } from '../graph/client';
import { Problem, toProblem } from '../graph/problem';
import { rootFields } from '../register/documents';
import { isBusy, rowsDocument, runDocument, stepDocuments, type Coordinates, type Correction, type Decision, type ImportRun, type Outcome, type RowPage } from './run';

const pause = 800;

/** An upload as it stands, read again while the server works on it. */
const useProgress = (register: Register, id: () => string | undefined) => {
  const run = shallowRef<ImportRun>();
  const problem = shallowRef<Problem>();
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
      problem.value = found ? undefined : new Problem('NOT_FOUND', '');
    } catch (error) {
      problem.value = toProblem(error);
    }
    if (isBusy(run.value)) soon();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(read, pause);
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
  return { run, problem, read, soon };
};

const rowReader = (register: Register, id: () => string) => {
  const rows = async (outcomes: readonly Outcome[], more: { alike?: string; after?: string | null; first: number }) => {
    const { run } = await ask<{ run: { rows: RowPage } }>(rowsDocument(register), { id: id(), outcomes, ...more });
    return run.rows;
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
  const countAlike = async (alike: string) => (await rows([], { alike, first: 1 })).totalCount;
  return { rows, numbersAlike, countAlike };
};

/** One upload on its way into the register, and the steps a person takes. */
export const useRun = (register: Register, id: () => string | undefined) => {
  const { run, problem, read, soon } = useProgress(register, id);
  const sending = ref(false);
  const steps = stepDocuments(register);

  const take = async (step: keyof typeof steps, input: Record<string, unknown>) => {
    if (sending.value || !run.value) return;
    sending.value = true;
    // the answer comes when the step is done; meanwhile its progress is read beside it
    soon();
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
  return {
    run, problem, sending, read,
    ...rowReader(register, () => run.value!.id),
    busy: computed(() => isBusy(run.value) || sending.value),
    map: (columns: readonly { index: number; field: string | null }[], coordinates: Coordinates) => take('map', { columns, coordinates }),
    correct: (corrections: readonly Correction[]) => take('correct', { rows: corrections }),
    decide: (decisions: readonly { number: number; decision: Decision }[]) => take('decide', { rows: decisions }),
    write: (all: boolean) => take('write', { take: all ? 'ALL' : 'GOOD', clientMutationId: `write-${run.value?.id}-${all ? 'all' : 'good'}` }),
    abandon: () => take('abandon', {}),
  };
};
export type RunAtWork = ReturnType<typeof useRun>;
