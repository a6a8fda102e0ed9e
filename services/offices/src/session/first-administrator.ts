import { invalidInput, uuidv7, type Calling, type Database, type FieldFault, type Row } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { checkField } from '@moduan/schema/checks';
import { AREA_LEVELS } from '@moduan/schema/codes';
import { accountRegister } from '@moduan/schema/offices/account';
import { classOf } from '@moduan/schema/offices/permission-classes';
import { permissionLabels, permissionConstant } from '@moduan/schema/offices/permissions';
import { personRegister } from '@moduan/schema/offices/person';
import { unitRegister } from '@moduan/schema/offices/unit';
import { hashPassword, passwordFault } from '../account/password';
import { findRules, type Rules } from '../setting/find-rules';

export interface FirstAdministrator {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly cityCode: string;
  readonly unitName: string;
}

/** True while nobody can sign in. */
export async function isEmpty({ database }: Calling, _none: object): Promise<boolean> {
  return (await database.db.selectFrom('account').select('id').limit(1).executeTakeFirst()) === undefined;
}

const checks: Readonly<Record<Exclude<keyof FirstAdministrator, 'password'>, (value: string) => Label | undefined>> = {
  username: (value) => checkField(accountRegister.fields.username, value),
  name: (value) => checkField(personRegister.fields.name, value),
  cityCode: (value) => checkField(unitRegister.fields.areaCode, value) ?? (value.length === AREA_LEVELS.city ? undefined : { zh: '应为 6 位的市（县）区划代码', en: 'The code of a city has 6 digits' }),
  unitName: (value) => checkField(unitRegister.fields.name, value),
};

/** What came in, by the rules of the registers that it goes into; every field at fault is named. */
function requireFirst(given: unknown, rules: Rules): FirstAdministrator {
  const values = (typeof given === 'object' && given !== null ? given : {}) as Row;
  const text = (path: string) => (typeof values[path] === 'string' ? values[path] : '');
  const trimmed = (path: string) => text(path).normalize('NFC').trim();
  const first: FirstAdministrator = { username: trimmed('username'), name: trimmed('name'), password: text('password'), cityCode: trimmed('cityCode'), unitName: trimmed('unitName') };
  const faults = Object.keys(first).flatMap((path): FieldFault[] => {
    const value = first[path as keyof FirstAdministrator];
    const message = path === 'password' ? passwordFault(value, rules, first.username) : checks[path as keyof typeof checks](value);
    return message ? [{ path, message }] : [];
  });
  if (faults.length) throw invalidInput(faults);
  return first;
}

/** The first account of an installation, possible only while there is none: it enters everybody else. */
export async function createFirstAdministrator({ database, emit }: Calling, given: unknown): Promise<void> {
  const first = requireFirst(given, await findRules(database.db));
  const password_hash = await hashPassword(first.password);
  const author = { version: 1, created_by: 'system', created_by_name: '系统' };
  const [unit, person, role, account] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await database.orm.em.fork().transactional(async (em) => {
    const db = em.getKysely() as unknown as Database['db'];
    const insert = (table: string, row: Row) => db.withSchema('offices').insertInto(table).values({ ...author, created_at: new Date(), updated_at: new Date(), ...row }).execute();
    await db.withSchema('offices').insertInto('first_administrator').values({ account_id: account }).execute();
    await emit(db, 'offices.unit', { rows: [{ id: unit, version: 1, endedAt: null }] });
    await insert('unit', { id: unit, name: first.unitName, kind: 'BUREAU', area_code: first.cityCode });
    await insert('person', { id: person, name: first.name, unit_id: unit, area_code: first.cityCode });
    await insert('role', { id: role, name: '首位管理员', permissions: Object.keys(permissionLabels).filter((code) => classOf(code) !== 'business').map(permissionConstant), note: '建库时使用，交接后终止' });
    await insert('account', { id: account, username: first.username, person_id: person, area_code: first.cityCode });
    await insert('appointment', { id: uuidv7(), post: 'ADMINISTRATOR', person_id: person, unit_id: unit, role_id: role, area_code: first.cityCode, lines: [], starts_on: '2020-01-01' });
    await db.withSchema('offices').insertInto('credential').values({ account_id: account, password_hash }).execute();
  });
}
