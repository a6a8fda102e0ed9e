import type { Database, Row } from '@moduan/kernel';

/** The rules of accounts as sign-in goes by them. */
export interface Rules {
  readonly minLength: number;
  readonly kinds: number;
  readonly maxAgeDays: number | null;
  readonly remembered: number;
  /** Days within which a password that was handed out has to be used. */
  readonly firstDays: number;
  /** Of a real city: nothing of the demonstration may be in it. */
  readonly real: boolean;
  readonly lockAfter: number;
  readonly lockMinutes: number;
  /** Without a touch a screen locks after so many minutes; never when 0. */
  readonly screenLockMinutes: number;
  readonly idleHours: number;
  readonly maxHours: number;
}

export async function findRules(db: Database['db']): Promise<Rules> {
  const row = (await db.selectFrom('setting').selectAll().select((eb) => eb.selectFrom('city').select('kind').as('city_kind')).executeTakeFirstOrThrow()) as Row;
  const number = (column: string) => Number(row[column]);
  return {
    minLength: number('password_min_length'),
    kinds: number('password_kinds'),
    maxAgeDays: row.password_max_age_days === null ? null : number('password_max_age_days'),
    remembered: number('passwords_remembered'),
    firstDays: number('first_password_days'),
    real: row.city_kind === 'REAL',
    lockAfter: number('lock_after'),
    lockMinutes: number('lock_minutes'),
    screenLockMinutes: number('screen_lock_minutes'),
    idleHours: number('session_idle_hours'),
    maxHours: number('session_max_hours'),
  };
}
