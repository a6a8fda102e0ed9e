import { CompiledQuery, sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import type { Row, Tables } from '../database/tables';

/** Part of a statement: its text, and the values that stand between the pieces of it. */
export class Part {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/** Text with values in it; parts are put in as they stand, everything else becomes a parameter. */
export function part(strings: TemplateStringsArray, ...inside: readonly unknown[]): Part {
  const texts = [strings[0]!];
  const values: unknown[] = [];
  inside.forEach((its, i) => {
    if (its instanceof Part) {
      texts[texts.length - 1] += its.texts[0]!;
      texts.push(...its.texts.slice(1));
      values.push(...its.values);
      texts[texts.length - 1] += strings[i + 1]!;
    } else {
      values.push(its);
      texts.push(strings[i + 1]!);
    }
  });
  return new Part(texts, values);
}

/** Text of our own, never of a caller. */
export const verbatim = (text: string): Part => new Part([text], []);

/** Names are those of registers; one that is not ends within its quotes. */
export const column = (name: string): Part => verbatim(`"${name.replaceAll('"', '""')}"`);

const joined = (parts: readonly Part[], between: string): Part => parts.slice(1).reduce((all, each) => part`${all}${verbatim(between)}${each}`, parts[0]!);

/** All tests hold; none is no condition. */
export const allOf = (tests: readonly Part[]): Part => (tests.length ? part`(${joined(tests, ' and ')})` : verbatim('true'));
/** One of the tests holds; of none it does not. */
export const anyOf = (tests: readonly Part[]): Part => (tests.length ? part`(${joined(tests, ' or ')})` : verbatim('false'));

/** The same part for the query builder. */
export const built = <T = SqlBool>({ texts, values }: Part): RawBuilder<T> => sql<T>(Object.assign([...texts], { raw: texts }), ...values);

/** What stands in front of a statement and is numbered already, with further parts behind it. */
export function written(head: string, headValues: readonly unknown[], { texts, values }: Part): { readonly text: string; readonly values: readonly unknown[] } {
  let text = head + texts[0]!;
  for (let i = 1; i < texts.length; i++) text += `$${headValues.length + i}${texts[i]!}`;
  return { text, values: [...headValues, ...values] };
}

/** Rows of a statement that is written out, past the query builder. */
export async function rowsOf(db: Kysely<Tables>, { text, values }: ReturnType<typeof written>): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, values as unknown[]));
  return rows;
}
