import { invalidInput, type FieldFault, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { today } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import { conflicting } from '../appointment/holds';
import type { Deputy } from './deputy.entity';
import { namesDeputy } from './deputy.policy';

const fault = (path: string, zh: string, en: string): FieldFault => ({ path, message: { zh, en } });

export const daysInOrder = ({ startsOn, endsOn }: Pick<Deputy, 'startsOn' | 'endsOn'>): FieldFault[] =>
  endsOn < startsOn
    ? [fault('endsOn', '代理至应不早于代理自', 'The end can not be before the beginning')]
    : endsOn < today()
      ? [fault('endsOn', '这几天已经过去', 'These days have passed')]
      : [];

/** Fills whose post it is and where, and refuses what no deputy can be. */
export async function prepareDeputies(db: Kysely<Tables>, records: readonly Deputy[], context: ServiceContext): Promise<void> {
  for (const record of records) {
    const faults = await deputyFaults(db, record, context);
    if (faults.length) throw invalidInput(faults);
  }
}

/** Why somebody can not stand in for the holder of a post; the post is locked, so that two namings come one after the other. */
export async function deputyFaults(db: Kysely<Tables>, record: Deputy, context: ServiceContext): Promise<FieldFault[]> {
  const post = await lockPost(db, record.appointmentId);
  const placed = post && { personId: post.person_id as string, areaCode: post.area_code as string };
  if (!post || !placed || !namesDeputy(context.actor, placed)) return [fault('appointmentId', '没有这项任职，或不在您的辖区', 'No such appointment, or it is outside your area')];
  Object.assign(record, { principalId: placed.personId, areaCode: placed.areaCode });
  const own = personFaults(record, placed.personId, context);
  return own.length ? own : postFaults(db, record, post);
}

const lockPost = async (db: Kysely<Tables>, id: string): Promise<Row | undefined> =>
  (await db.selectFrom('appointment').select(['id', 'person_id', 'role_id', 'area_code', 'ended_at', sql<string | null>`ends_on::text`.as('ends_on')]).where('id', '=', id as never).forUpdate().executeTakeFirst()) as Row | undefined;

function personFaults({ personId }: Deputy, principalId: string, { actor }: ServiceContext): FieldFault[] {
  if (personId.toLowerCase() === principalId) return [fault('personId', '不能由本人代理本人', 'Nobody is their own deputy')];
  return actor.isConcernedBy(personId.toLowerCase()) ? [fault('personId', '不能指定自己代理他人，请由本人或另一位管理员办理', 'You can not make yourself a deputy; the principal or another administrator has to do it')] : [];
}

async function postFaults(db: Kysely<Tables>, { id, appointmentId, personId, startsOn, endsOn }: Deputy, post: Row): Promise<FieldFault[]> {
  if (post.ended_at || (post.ends_on && (post.ends_on as string) < startsOn)) return [fault('appointmentId', '这项任职那时已经终止', 'The appointment has ended by then')];
  const taken = await db
    .selectFrom('deputy')
    .select('id')
    .where('appointment_id', '=', appointmentId as never)
    .where('id', '<>', id as never)
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', endsOn as never)
    .where('ends_on', '>=', startsOn as never)
    .executeTakeFirst();
  if (taken) return [fault('startsOn', '这几天已经有人代理，请先终止那一项', 'Somebody is deputy on these days already; end that first')];
  const both = await conflicting(db, [{ personId, roleId: post.role_id as string, startsOn, endsOn }]);
  return both.length ? [fault('personId', '代理人会同时有管理权限和业务权限，请换一个人', 'The deputy would administer and decide business at once; choose somebody else')] : [];
}
