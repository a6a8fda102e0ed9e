import type { Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

interface Moved {
  readonly id: string;
  readonly areaCode: string;
  readonly lineOfWork: string | null;
}

/** Licences stand where their premises stand, under its line of work: they move with it, in the same transaction. */
export async function licencesFollow(db: Kysely<Tables>, moved: readonly Moved[]): Promise<void> {
  if (!moved.length) return;
  const places = JSON.stringify(moved.map(({ id, areaCode, lineOfWork }) => ({ id, area_code: areaCode, line_of_work: lineOfWork })));
  await sql`update licence set area_code = moved.area_code, line_of_work = moved.line_of_work
    from jsonb_to_recordset(${places}::jsonb) as moved (id uuid, area_code text, line_of_work text)
    where licence.premises_id = moved.id
      and (licence.area_code, licence.line_of_work) is distinct from (moved.area_code, moved.line_of_work)`.execute(db);
}
