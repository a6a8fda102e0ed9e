import { command } from '../graph/client';
import { toProblem } from '../graph/problem';
import { actionInput, isAllowed, lockedReason } from '../record/actions';
import { Attempt } from '../record/attempt';
import { mutationDocument, togetherDocument } from './documents';
import type { RecordRow, RegisterScreen, ScreenAction } from './screen';

type Values = Readonly<Record<string, unknown>>;
/** True when it was done, otherwise the reason why not. */
type Outcomes = Map<string, string | true>;
export interface TogetherAnswer {
  readonly done: readonly RecordRow[];
  readonly refused: readonly { readonly id: string; readonly name: string | null; readonly message: string }[];
  readonly [more: string]: unknown;
}

/** Runs one action over many records with a result for each; what failed may be tried again without a second effect. */
export const runnerOf = ({ register }: RegisterScreen, action: ScreenAction, outcomes: Outcomes) => {
  const attempts = new Map<string, Attempt>();
  const keyFor = (id: string, content: unknown) => {
    const attempt = attempts.get(id) ?? new Attempt();
    attempts.set(id, attempt);
    return attempt.keyFor(content);
  };

  const runOne = async (row: RecordRow, values: Values) => {
    const input = actionInput(action, row, values);
    try {
      await command(mutationDocument(register, action.mutation), { input: action.byPermission ? input : { ...input, clientMutationId: keyFor(row.id, input) } });
      outcomes.set(row.id, true);
    } catch (error) {
      outcomes.set(row.id, toProblem(error).message);
    }
  };
  const runTogether = async (rows: readonly RecordRow[], values: Values): Promise<TogetherAnswer | undefined> => {
    const input = { ids: rows.map(({ id }) => id), ...values };
    try {
      const { answer } = await command<{ answer: TogetherAnswer }>(togetherDocument(register, action.mutation, action.together!), { input: { ...input, clientMutationId: keyFor('', input) } });
      for (const { id } of answer.done) outcomes.set(id, true);
      for (const { id, message } of answer.refused) outcomes.set(id, message);
      return answer;
    } catch (error) {
      for (const { id } of rows) outcomes.set(id, toProblem(error).message);
      return undefined;
    }
  };

  /** Records that want the same values go in one call where the action takes many. */
  const run = async (rows: readonly RecordRow[], valuesOf: (row: RecordRow) => Values): Promise<TogetherAnswer[]> => {
    const open = rows.filter((row) => outcomes.get(row.id) !== true);
    for (const row of open) if (!isAllowed(action, row)) outcomes.set(row.id, lockedReason(register, action, row));
    const fit = open.filter((row) => isAllowed(action, row));
    const answers: TogetherAnswer[] = [];
    if (!action.together) for (const row of fit) await runOne(row, valuesOf(row));
    else
      for (const [values, group] of Map.groupBy(fit, (row) => JSON.stringify(valuesOf(row)))) {
        const answer = await runTogether(group, JSON.parse(values) as Values);
        if (answer) answers.push(answer);
      }
    return answers;
  };
  return { run };
};
