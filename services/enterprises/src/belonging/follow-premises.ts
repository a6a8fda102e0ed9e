import type { Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import { belongingTables } from './belonging-tables';

interface Moved {
  readonly id: string;
  readonly areaCode: string;
  readonly lineOfWork: string | null;
}

/** What belongs to premises stands where they stand, under their line of work: it moves with them, in the same transaction and one statement. */
export async function belongingsFollow(db: Kysely<Tables>, moved: readonly Moved[]): Promise<void> {
  if (!moved.length) return;
  const places = JSON.stringify(moved.map(({ id, areaCode, lineOfWork }) => ({ id, area_code: areaCode, line_of_work: lineOfWork })));
  const updates = belongingTables.map((table) => sql`${sql.ref(`${table}_moved`)} as (update ${sql.table(table)} as its set area_code = moved.area_code, line_of_work = moved.line_of_work
    from moved where its.premises_id = moved.id and (its.area_code, its.line_of_work) is distinct from (moved.area_code, moved.line_of_work))`);
  await sql`with moved as materialized (select * from jsonb_to_recordset(${places}::jsonb) as moved (id uuid, area_code text, line_of_work text)), ${sql.join(updates)} select`.execute(db);
}
