import { invalidInput, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import type { Appointment } from './appointment.entity';
import { conflicting } from './holds';

const message = {
  zh: '这个人同时会有管理权限和业务权限；管理员不作业务决定，请先终止另一项任职或换一个人',
  en: 'This person would administer and decide business at once; end the other appointment first, or choose somebody else',
};

/** Nobody administers posts and accounts and decides business at the same time: by no appointment of theirs together. */
export async function requireOneSide(db: Kysely<Tables>, records: readonly Appointment[]): Promise<void> {
  const active = records.filter(({ endedAt }) => !endedAt);
  const wanted = active.map(({ id, personId, roleId, startsOn, endsOn }) => ({ appointmentId: id, personId, roleId, startsOn: String(startsOn).slice(0, 10), endsOn: endsOn && String(endsOn).slice(0, 10) }));
  if ((await conflicting(db, wanted)).length) throw invalidInput([{ path: 'roleId', message }]);
}
