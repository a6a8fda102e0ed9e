import { dayAt, reaches, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import type { Account } from './account.entity';

/** A password opens all that its holder's posts allow, those of a deputy too: whoever holds one outside of the administrator's area is looked after by others. */
export async function holdsPostsInReach(db: Kysely<Tables>, account: Account, { actor }: ServiceContext): Promise<boolean> {
  const posts = (await db
    .selectFrom('appointment')
    .select('area_code')
    .where((eb) => eb.or([eb('person_id', '=', account.personId as never), eb('id', 'in', eb.selectFrom('deputy').select('appointment_id').where('person_id', '=', account.personId as never).where('ended_at', 'is', null).where('ends_on', '>=', dayAt() as never) as never)]))
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', dayAt())]))
    .execute()) as Row[];
  const reach = actor.reach('account.administer');
  return posts.every(({ area_code }) => reaches(reach, area_code as string));
}
