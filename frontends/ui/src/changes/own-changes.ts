import type { RecordChange } from './changes';

/** What this page has changed itself is told to it too, before or after the answer: it is no news. */
const lately = new Map<string, number>();
const KEPT = 10_000;
let underWay = 0;
const waiting: (() => void)[] = [];

const keyOf = (kind: string, id: string) => `${kind} ${id}`;

/** Resolves when nothing is under way whose answer might say that a change is our own. */
export const settled = (): Promise<void> => (underWay ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve());

/** Whether a change is one of our own, of which each is told once. */
export const takeOwn = ({ kind, id }: RecordChange): boolean => {
  const key = keyOf(kind, String(id));
  const until = lately.get(key);
  lately.delete(key);
  return until !== undefined && until > Date.now();
};

export const noteOwn = (kind: string, id: string) => void lately.set(keyOf(kind, id), Date.now() + KEPT);

/** Does what changes records; those that its answer names are our own. */
export const asOwn = async <T>(work: () => Promise<T>): Promise<T> => {
  underWay += 1;
  try {
    const answer = await work();
    noteAll(answer);
    return answer;
  } finally {
    underWay -= 1;
    if (!underWay) for (const go of waiting.splice(0)) go();
  }
};

const noteAll = (answer: unknown): void => {
  if (Array.isArray(answer)) return answer.forEach(noteAll);
  if (typeof answer !== 'object' || answer === null) return;
  const { __typename: kind, id, version } = answer as { __typename?: string; id?: string; version?: number };
  // records are known by their versions; those that stand behind them were not changed
  if (kind && id && version !== undefined) noteOwn(kind, id);
  Object.values(answer).forEach(noteAll);
};
