import { command } from '@moduan/ui';

/** What one holder needs to sign in for the first time. */
export interface Strip {
  readonly username: string;
  readonly personName: string;
  readonly unitName: string;
  readonly password: string;
}
export interface Issued {
  readonly strips: readonly Strip[];
  readonly refused: readonly { readonly id: string; readonly name: string | null; readonly message: string }[];
  readonly days: number;
}

/** So many go in one request that the person sees how far they are. */
export const BATCH = 20;
const document = 'mutation IssueFirstPasswords($input: IssueFirstPasswordsInput!) { answer: issueFirstPasswords(input: $input) { refused { id name message } strips { username personName unitName password } days } }';

/** Makes them batch after batch; what was made before one fails is told all the same, because it is told once. */
export const issueAll = async (ids: readonly string[], tell: (issued: Issued) => void) => {
  for (let from = 0; from < ids.length; from += BATCH) {
    const { answer } = await command<{ answer: Issued }>(document, { input: { ids: ids.slice(from, from + BATCH) } });
    tell(answer);
  }
};

/** The strips as they are cut and carried: unit by unit. */
export const byUnit = (strips: readonly Strip[]): [string, Strip[]][] =>
  [...Map.groupBy([...strips], ({ unitName }) => unitName)].sort(([one], [other]) => one.localeCompare(other, 'zh'));
