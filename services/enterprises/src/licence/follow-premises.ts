import type { Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

/** Licences stand where their premises stand: they move with it, in the same transaction. */
export async function licencesFollow(db: Kysely<Tables>, moved: readonly { readonly id: string; readonly areaCode: string }[]): Promise<void> {
  if (!moved.length) return;
  const places = JSON.stringify(moved.map(({ id, areaCode }) => ({ id, area_code: areaCode })));
  await sql`update licence set area_code = moved.area_code
    from jsonb_to_recordset(${places}::jsonb) as moved (id uuid, area_code text)
    where licence.premises_id = moved.id and licence.area_code is distinct from moved.area_code`.execute(db);
}
