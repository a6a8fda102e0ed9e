import type { Row, Tables } from '../database/tables';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { areaRange, type Grant, type Jurisdiction } from '../actor/jurisdiction';

export type RowTest = (eb: ExpressionBuilder<Tables, string>, reach: Jurisdiction) => Expression<SqlBool>;

/** Which rows of a thing a reach holds: that of the permission at stake; asked by `readable` and `readableFor` alone. */
export interface Scope {
  readonly test: RowTest;
  /** Permission without which nothing is read; absent where every signed-in person may read. */
  readonly open: boolean;
  /** The same for a row at hand, by the columns that it looks at: tells who hears of a change. Absent where reach follows from other records; changes of those are told to nobody. */
  readonly heard?: Heard;
}

interface Heard {
  readonly columns: readonly string[];
  readonly holds: (row: Row, reach: Jurisdiction) => boolean;
}

interface Narrowing {
  /** Column of the line of work; 'any' where a narrowing to lines does not apply to this kind of thing. */
  readonly lines?: string | 'any';
  readonly premises?: string | 'any';
}

/** Inside any grant of the reach: prefix as a range, so that a prepared statement keeps its index. */
export const byArea = (column = 'area_code', narrowing: Narrowing = {}): Scope => ({
  open: false,
  test: (eb, reach) => eb.or(reach.filter(({ prefix }) => prefix !== '').map((grant) => covers(eb, column, grant, narrowing))),
  heard: {
    columns: [column, narrowing.lines, narrowing.premises].filter((name): name is string => name !== undefined && name !== 'any'),
    holds: (row, reach) => reach.some((grant) => grant.prefix !== '' && holds(row, column, grant, narrowing)),
  },
});

/** Reference data of the city, as the names of its areas: readable by whoever is signed in. */
export const everyone: Scope = { open: true, test: (eb) => eb.lit(true) };

/** As `covers` asks the database. */
function holds(row: Row, column: string, grant: Grant, narrowing: Narrowing): boolean {
  const code = row[column];
  if (typeof code !== 'string' || !code.startsWith(grant.prefix)) return false;
  return ([[grant.lines, narrowing.lines], [grant.premises, narrowing.premises]] as const).every(([asked, by]) => !asked || by === 'any' || (by !== undefined && asked.includes(row[by] as string)));
}

function covers(eb: ExpressionBuilder<Tables, string>, column: string, grant: Grant, narrowing: Narrowing): Expression<SqlBool> {
  const [from, to] = areaRange(grant.prefix);
  const parts: Expression<SqlBool>[] = [eb(column, '>=', from), eb(column, '<', to)];
  for (const [asked, by] of [[grant.lines, narrowing.lines], [grant.premises, narrowing.premises]] as const) {
    if (!asked || by === 'any') continue;
    parts.push(by && asked.length ? eb(by, 'in', asked) : eb.lit(false));
  }
  return eb.and(parts);
}
