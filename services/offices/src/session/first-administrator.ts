import { DomainError, invalidInput, uuidv7, type Calling, type Database, type FieldFault, type Row } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { checkField } from '@moduan/schema/checks';
import { AREA_LEVELS } from '@moduan/schema/codes';
import { accountRegister } from '@moduan/schema/offices/account';
import { classOf } from '@moduan/schema/offices/permission-classes';
import { permissionLabels, permissionConstant } from '@moduan/schema/offices/permissions';
import { personRegister } from '@moduan/schema/offices/person';
import { unitRegister } from '@moduan/schema/offices/unit';
import { hashPassword, passwordFault } from '../account/password';
import { findKind, type CityKind } from '../city/city-kind';
import { useFirstLink } from '../city/first-link';
import { demoName } from '../account/refuse-demo-names';
import { findRules, type Rules } from '../setting/find-rules';
import { inTransaction } from './in-transaction';

export interface FirstAdministrator {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly cityCode: string;
  readonly unitName: string;
}

/** What came in, and by which door: the link of a real city, or whoever started the server. */
interface Asked {
  readonly given: unknown;
  readonly link?: string;
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

const valuesOf = (given: unknown) => (typeof given === 'object' && given !== null ? given : {}) as Row;
const textIn = (given: unknown, path: string) => (typeof valuesOf(given)[path] === 'string' ? (valuesOf(given)[path] as string) : '');
const trimmedIn = (given: unknown, path: string) => textIn(given, path).normalize('NFC').trim();

/** What came in, by the rules of the registers that it goes into; every field at fault is named. */
function requireFirst(given: unknown, rules: Rules, byLink: boolean): FirstAdministrator {
  const trimmed = (path: string) => trimmedIn(given, path);
  const first: FirstAdministrator = { username: trimmed('username'), name: trimmed('name'), password: textIn(given, 'password'), cityCode: trimmed('cityCode'), unitName: trimmed('unitName') };
  const faults = Object.keys(first).flatMap((path): FieldFault[] => {
    const value = first[path as keyof FirstAdministrator];
    const message = path === 'password' ? passwordFault(value, rules, first.username) : (checks[path as keyof typeof checks](value) ?? (path === 'username' && rules.real ? demoName(value) : undefined));
    return message ? [{ path, message }] : [];
  });
  const nameless = byLink ? checkField({ ...unitRegister.fields.name, max: 60 }, trimmed('cityName')) : undefined;
  if (nameless) faults.push({ path: 'cityName', message: nameless });
  if (faults.length) throw invalidInput(faults);
  return first;
}

/** A demonstration comes into no real city; nobody becomes administrator of one but by its link. */
function requireDoor(kind: CityKind | null, { given, link }: Asked): void {
  if (kind !== 'REAL' || link !== undefined) return;
  const demonstration = valuesOf(given).demonstration === true;
  if (demonstration) throw new DomainError('CONFLICT', { zh: '这是真实城市的库，不能装入演示数据', en: 'This is the database of a real city; no demonstration data comes into it' });
  throw new DomainError('CONFLICT', { zh: '这个城市的首位管理员要用启动时打印的链接建立', en: 'The first administrator of this city is made by the link that the start has printed' });
}

/** The first account of an installation, possible only while there is none: it enters everybody else. */
export async function createFirstAdministrator({ database, emit }: Calling, asked: Asked): Promise<void> {
  const byLink = asked.link !== undefined;
  requireDoor(await findKind(database.db), asked);
  const first = requireFirst(asked.given, await findRules(database.db), byLink);
  const password_hash = await hashPassword(first.password);
  await inTransaction(database, async (db) => {
    if (asked.link !== undefined) await useFirstLink(db, asked.link);
    const account = uuidv7();
    await db.insertInto('first_administrator').values({ account_id: account }).execute();
    await keepCity(db, first, asked);
    await enterFirst(db, emit, first, account);
    await db.insertInto('credential').values({ account_id: account, password_hash }).execute();
  });
}

async function keepCity(db: Database['db'], { cityCode }: FirstAdministrator, { given, link }: Asked): Promise<void> {
  const values = { code: cityCode, name: trimmedIn(given, 'cityName') || null };
  if (link !== undefined) await db.updateTable('city').set(values).execute();
  else if (valuesOf(given).demonstration === true) await db.insertInto('city').values({ kind: 'DEMONSTRATION', ...values }).execute();
}

/** Bureau, person, role, account and post: as everything else that is entered, but by nobody. */
async function enterFirst(db: Database['db'], emit: Calling['emit'], first: FirstAdministrator, account: string): Promise<void> {
  const author = { version: 1, created_by: 'system', created_by_name: '系统' };
  const [unit, person, role] = [uuidv7(), uuidv7(), uuidv7()];
  const insert = (table: string, row: Row) => db.insertInto(table).values({ ...author, created_at: new Date(), updated_at: new Date(), ...row }).execute();
  await emit(db, 'offices.unit', { rows: [{ id: unit, version: 1, endedAt: null }] });
  await insert('unit', { id: unit, name: first.unitName, kind: 'BUREAU', area_code: first.cityCode });
  await insert('person', { id: person, name: first.name, unit_id: unit, area_code: first.cityCode });
  await insert('role', { id: role, name: '首位管理员', permissions: Object.keys(permissionLabels).filter((code) => classOf(code) !== 'business').map(permissionConstant), note: '建库时使用，交接后终止' });
  await insert('account', { id: account, username: first.username, person_id: person, area_code: first.cityCode, password_state: 'OWN' });
  await insert('appointment', { id: uuidv7(), post: 'ADMINISTRATOR', person_id: person, unit_id: unit, role_id: role, area_code: first.cityCode, lines: [], starts_on: '2020-01-01' });
}
