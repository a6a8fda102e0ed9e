import type { Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import { belongingsFollow } from '../belonging/follow-premises';

type Moved = Parameters<typeof belongingsFollow>[1];

/** What follows premises that move: what belongs to them, and requests for them that nobody has answered. */
export async function follow(db: Kysely<Tables>, moved: Moved): Promise<void> {
  if (!moved.length) return;
  await belongingsFollow(db, moved);
  const places = JSON.stringify(moved.map(({ id, areaCode, lineOfWork }) => ({ id, area_code: areaCode, line_of_work: lineOfWork })));
  await sql`update transfer_demand as its set area_code = moved.area_code, line_of_work = moved.line_of_work
    from jsonb_to_recordset(${places}::jsonb) as moved (id uuid, area_code text, line_of_work text) where its.premises_id = moved.id and its.state = 'REQUESTED'`.execute(db);
}
