import { reaches, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { checkField } from '@moduan/schema/checks';
import { accountRegister } from '@moduan/schema/offices/account';
import { sql, type Kysely } from 'kysely';
import { demoName } from '../../account/refuse-demo-names';
import { findKind } from '../../city/city-kind';
import type { PersonRow } from './people-import';

const YES = /^(是|要|有|开通|yes|y|true|1|√|✓)$/i;
const NO = /^(否|不|不要|不开通|no|n|false|0|×)$/i;
const fault = (row: ImportedRow, message: { zh: string; en: string }) => void row.faults.push({ column: null, field: 'username', value: String(row.values.username ?? ''), message });
const nameFault = (name: string) => checkField(accountRegister.fields.username, name);
const wantsAccount = ({ row }: PersonRow) => typeof row.values.username === 'string' && row.outcome !== 'ELSEWHERE' && !NO.test(row.values.username);

/** What stands before the number of a made name: the town of the unit, or nothing of it for a unit of the whole city. */
const prefixOf = (areaCode: unknown) => `u${String(areaCode ?? '').slice(6, 9)}`;

/** Accounts of the rows: one for a person, under a name that nobody has; where the file says yes, one is made. Passwords come later. */
export async function planAccounts(context: ServiceContext, db: Kysely<Tables>, meant: readonly PersonRow[], seen: Map<string, number>): Promise<void> {
  const wanting = meant.filter(wantsAccount);
  if (!wanting.length) return;
  const [held, taken, real] = [await accountsOf(db, wanting.flatMap(({ known }) => known?.id ?? [])), await takenNames(db, wanting), (await findKind(db)) === 'REAL'];
  const reach = context.actor.reach('account.administer');
  const outside = await outsidePosts(context, db, wanting.flatMap(({ known }) => known?.id ?? []));
  for (const each of wanting) {
    const { row, known, first } = each;
    const cell = String(row.values.username).toLowerCase();
    const has = known && held.get(known.id);
    if (has !== undefined) {
      if (!YES.test(cell) && cell !== has) fault(row, { zh: `这个人已有账号 ${has}`, en: `This person has the account ${has} already` });
      continue;
    }
    const before = seen.get(`account of ${known?.id ?? first}`);
    if (before !== undefined) continue;
    const area = known?.areaCode ?? (row.values.areaCode as string | undefined);
    if (!area || !reaches(reach, area) || outside.has(each.personId) || (row.values.postAreaCode !== undefined && !reaches(reach, row.values.postAreaCode as string))) fault(row, { zh: '您不能在这个辖区开通账号', en: 'You open no accounts in this area' });
    const username = YES.test(cell) ? madeName(row, area, taken, seen) : cell;
    const wrong = nameFault(username) ?? (real ? demoName(username) : undefined) ?? (taken.has(username) ? { zh: '这个账号名已有人用，请换一个', en: 'This user name is taken; choose another' } : undefined);
    if (wrong) fault(row, wrong);
    taken.add(username);
    seen.set(`account of ${known?.id ?? first}`, row.number);
    seen.set(`username ${username}`, row.number);
    row.becomes = { ...row.becomes, username };
  }
}

/** Of the staff number when that will do, else of the town and the next number; told, so that it can be changed. */
function madeName(row: ImportedRow, area: string | undefined, taken: ReadonlySet<string>, seen: Map<string, number>): string {
  const number = String(row.values.staffNumber ?? '').toLowerCase();
  const own = nameFault(number) === undefined && !taken.has(number) ? number : undefined;
  const username = own ?? nextName(prefixOf(area), taken, seen);
  const reason = own ? { zh: '按工号', en: 'Of the staff number' } : { zh: '按乡镇顺序编', en: 'Of the town, in order' };
  row.proposals.push({ field: 'username', value: username, label: username, reason, certainty: 'CERTAIN' });
  return username;
}

function nextName(prefix: string, taken: ReadonlySet<string>, seen: Map<string, number>): string {
  for (let n = (seen.get(`serial ${prefix}`) ?? 0) + 1; ; n++) {
    const name = `${prefix}${String(n).padStart(4, '0')}`;
    if (taken.has(name) || seen.has(`username ${name}`)) continue;
    seen.set(`serial ${prefix}`, n);
    return name;
  }
}

async function accountsOf(db: Kysely<Tables>, people: readonly string[]): Promise<Map<string, string>> {
  if (!people.length) return new Map();
  const { rows } = await sql<Row>`select person_id, username from ${sql.table('account')} where person_id = any(${people}::uuid[]) and ended_at is null`.execute(db);
  return new Map(rows.map((row) => [row.person_id as string, row.username as string]));
}

/** Names are unique in the whole city, also those of accounts that have ended. */
async function takenNames(db: Kysely<Tables>, wanting: readonly PersonRow[]): Promise<Set<string>> {
  const names = [...new Set(wanting.flatMap(({ row: { values } }) => [values.username, values.staffNumber]).filter(Boolean).map((name) => String(name).toLowerCase()))];
  const prefixes = [...new Set(wanting.map(({ known, row }) => prefixOf(known?.areaCode ?? row.values.areaCode)))];
  const { rows } = await sql<Row>`select username from ${sql.table('account')} where username = any(${names}::text[]) or username ~ any(${prefixes.map((prefix) => `^${prefix}[0-9]{4,}$`)}::text[])`.execute(db);
  return new Set(rows.map(({ username }) => username as string));
}

/** A password opens all that its holder's posts allow: people with a post outside of the caller's area get their account from others. */
async function outsidePosts({ actor }: ServiceContext, db: Kysely<Tables>, people: readonly string[]): Promise<Set<string>> {
  if (!people.length) return new Set();
  const { rows } = await sql<Row>`select person_id, area_code from ${sql.table('appointment')} where person_id = any(${people}::uuid[]) and ended_at is null and (ends_on is null or ends_on >= current_date)`.execute(db);
  const reach = actor.reach('account.administer');
  return new Set(rows.filter((row) => !reaches(reach, row.area_code as string)).map((row) => row.person_id as string));
}
