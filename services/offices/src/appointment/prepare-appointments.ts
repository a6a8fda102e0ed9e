import { invalidInput, isChanging, isFresh, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { today } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import type { Appointment } from './appointment.entity';
import { beyondOwn, grantsBeyond } from './grants';
import { conflicting, deputiesOf } from './holds';

/** What is told where one person would administer and decide. */
export const bothSides = {
  zh: '这个人或代理人同时会有管理权限和业务权限；管理员不作业务决定，请先终止另一项任职或换一个人',
  en: 'This person or their deputy would administer and decide business at once; end the other appointment first, or choose somebody else',
};
const dayOf = (value: unknown) => String(value).slice(0, 10);

/** Nobody administers posts and accounts and decides business at the same time: by no appointment of theirs, and by none that they stand in for. */
async function requireOneSide(db: Kysely<Tables>, records: readonly Appointment[]): Promise<void> {
  const active = records.filter(({ endedAt }) => !endedAt);
  const wanted = active.map(({ id, personId, roleId, startsOn, endsOn }) => ({ appointmentId: id, personId, roleId, startsOn: dayOf(startsOn), endsOn: endsOn && dayOf(endsOn) }));
  const roles = new Map(active.map(({ id, roleId }) => [id, roleId]));
  const deputies = (await deputiesOf(db, [...roles.keys()])).map(({ of, ...holding }) => ({ ...holding, roleId: roles.get(of)! }));
  if ((await conflicting(db, [...wanted, ...deputies])).length) throw invalidInput([{ path: 'roleId', message: bothSides }]);
}

/** An appointment is ended by ending it, which hands over what is open; by a date that has passed it would end without. */
async function requireNoEndInPast(db: Kysely<Tables>, records: readonly Appointment[]): Promise<void> {
  const past = records.filter(({ endsOn }) => endsOn && dayOf(endsOn) < today());
  if (!past.length) return;
  const { rows } = await sql<Row>`select id, ends_on::text from ${sql.table('appointment')} where id = any(${past.map(({ id }) => id)}::uuid[])`.execute(db);
  const before = new Map(rows.map(({ id, ends_on }) => [id, ends_on]));
  if (past.some(({ id, endsOn }) => before.has(id) && before.get(id) !== dayOf(endsOn)))
    throw invalidInput([{ path: 'endsOn', message: { zh: '任职不能改到已经过去的日期，请用“终止”并办理移交', en: 'An appointment is not moved to an end that has passed; use "end" and hand over what is open' } }]);
}

/** Nobody gives away more of administering than they hold there themselves. */
async function requireNoMoreThanOwn(db: Kysely<Tables>, records: readonly Appointment[], { actor }: ServiceContext): Promise<void> {
  const given = records.filter((record) => !record.endedAt && (isFresh(record) || isChanging(record, 'roleId', 'areaCode')));
  if ((await grantsBeyond(db, actor, given)).some(Boolean)) throw invalidInput([{ path: 'roleId', message: beyondOwn }]);
}

/** What an appointment has to be before it stands. */
export async function prepareAppointments(db: Kysely<Tables>, records: readonly Appointment[], context: ServiceContext): Promise<void> {
  await requireNoMoreThanOwn(db, records, context);
  await requireNoEndInPast(db, records);
  await requireOneSide(db, records);
}
