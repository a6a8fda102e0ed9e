import type { Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import { belongingsFollow } from '../belonging/follow-premises';
import { markSole } from '../department-rule/sole-supervision';
import { premises, type Premises } from './premises.entity';

/** A premises that is locked stands somewhere else from now on, and what belongs to it with it. */
export async function movePremises(db: Kysely<Tables>, record: Premises, areaCode: string): Promise<void> {
  Object.assign(record, { areaCode, updatedAt: new Date() });
  Object.assign(record, premises.derive?.(record));
  await markSole(db, [record]);
  await belongingsFollow(db, [record]);
}
