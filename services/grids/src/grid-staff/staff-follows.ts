import type { Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

/** Staff of grids is called as the register of people calls it; who has ended there fills no post here. */
export async function staffFollows(db: Kysely<Tables>, people: readonly string[]): Promise<void> {
  if (!people.length) return;
  await sql`update ${sql.table('grid_staff')} as staff set person_name = person.name, has_left = person.ended_at is not null
    from ${sql.table('person_copy')} as person
    where person.id = any(${people}::uuid[]) and staff.person_id = person.id and staff.ended_at is null
      and (staff.person_name, staff.has_left) is distinct from (person.name, person.ended_at is not null)`.execute(db);
}
