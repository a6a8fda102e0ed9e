import { findManyForUpdate, invalidInput, readable, unitOfWorkOnMany, type Row, type ServiceContext, type Tables, type Work } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import { accounts, type Account } from '../account/account.entity';
import { endOtherWays } from '../account/end-other-ways';
import { keepFirst } from '../account/keep-first';
import { people } from '../person/person.entity';
import { findRules, type Rules } from '../setting/find-rules';
import { units } from '../unit/unit.entity';
import { hashMany } from './hash-many';
import { madePassword } from './made-password';

/** At most this many at once: more go one batch after the other, so that it is seen how far they are. */
export const ISSUED_AT_ONCE = 200;

export interface Issuing {
  readonly issued: readonly Account[];
  readonly refused: readonly { readonly id: string; readonly name: string | null; readonly message: Label }[];
  readonly strips: readonly { readonly username: string; readonly personName: string; readonly unitName: string; readonly password: string }[];
  readonly days: number;
}

interface Made {
  readonly password: string;
  readonly hash: string;
}

/**
 * Makes a first password for each account and tells it this once: nothing but its hash is kept. Whoever had one before has
 * a dead sheet of paper then.
 */
export async function issueFirstPasswords(context: ServiceContext, given: readonly string[]): Promise<Issuing> {
  const ids = [...new Set(given.map((id) => id.toLowerCase()))];
  if (!ids.length || ids.length > ISSUED_AT_ONCE) throw invalidInput([{ path: 'ids', message: { zh: `请选 1–${ISSUED_AT_ONCE} 个账号`, en: `Choose 1 to ${ISSUED_AT_ONCE} accounts` } }]);
  const rules = await findRules(context.db);
  // Before anything is locked: this takes its time.
  const made = await makeFor(ids, rules);
  const refused: Issuing['refused'][number][] = [];
  const issued = await unitOfWorkOnMany(context, { action: 'account.issue-first-password', thing: accounts }, async (work) => {
    const found = await findManyForUpdate(work, context, accounts, ids);
    refused.push(...ids.filter((id) => !found.some((account) => account.id === id)).map((id) => ({ id, name: null, message: { zh: '没有这个账号，或不在您的辖区', en: 'No such account, or it is outside your area' } })));
    const kept: Account[] = [];
    for (const account of found) {
      const message = await refusalOf(context, work.db, account);
      if (message) refused.push({ id: account.id, name: account.username, message });
      else kept.push(await issue(work, account, made.get(account.id)!.hash, rules));
    }
    return kept;
  });
  return { issued, refused, strips: await stripsOf(context, issued, made), days: rules.firstDays };
}

async function makeFor(ids: readonly string[], { minLength }: Rules): Promise<Map<string, Made>> {
  const passwords = ids.map(() => madePassword(minLength));
  const hashes = await hashMany(passwords);
  return new Map(ids.map((id, at) => [id, { password: passwords[at]!, hash: hashes[at]! }]));
}

async function refusalOf(context: ServiceContext, db: Kysely<Tables>, account: Account): Promise<Label | undefined> {
  if (account.endedAt) return { zh: '已终止', en: 'It has ended' };
  const may = accounts.policy.setPassword!(context.actor, account) && (await accounts.permits!(db, account, context));
  return may ? undefined : { zh: '您不能给这个账号发密码：是您自己的，或持有人在别处还有任职', en: 'You give this account no password: it is your own, or its holder has a post elsewhere' };
}

async function issue(work: Work, account: Account, hash: string, rules: Rules): Promise<Account> {
  const kept = await keepFirst(work.db, account, hash, rules);
  const changes = await endOtherWays(work.db, account.id, '发放首次密码');
  work.note({ action: 'account.issue-first-password', permission: 'account.administer', placed: { areaCode: account.areaCode }, recordId: account.id, changes });
  return kept;
}

/** Unit by unit, as the sheet is cut and handed out. */
async function stripsOf(context: ServiceContext, issued: readonly Account[], made: ReadonlyMap<string, Made>): Promise<Issuing['strips']> {
  if (!issued.length) return [];
  const holders = (await readable(context, people).select(['id', 'name', 'unit_id'] as never).where('id', '=', sql`any(${issued.map(({ personId }) => personId)}::uuid[])` as never).execute()) as Row[];
  const its = (await readable(context, units).select(['id', 'name'] as never).where('id', '=', sql`any(${holders.map(({ unit_id }) => unit_id)}::uuid[])` as never).execute()) as Row[];
  const unitNames = new Map(its.map(({ id, name }) => [id, name as string]));
  const byPerson = new Map(holders.map((row) => [row.id, row]));
  return issued
    .map(({ id, username, personId }) => {
      const holder = byPerson.get(personId);
      return { username, personName: (holder?.name as string | undefined) ?? '', unitName: unitNames.get(holder?.unit_id) ?? '', password: made.get(id)!.password };
    })
    .sort((one, other) => one.unitName.localeCompare(other.unitName, 'zh') || one.personName.localeCompare(other.personName, 'zh'));
}
