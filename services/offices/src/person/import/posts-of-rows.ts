import { draftOfMany, mayInArea, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { today } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import { appointments, type Appointment } from '../../appointment/appointment.entity';
import { beyondOwn, grantsBeyond } from '../../appointment/grants';
import { conflicting } from '../../appointment/holds';
import { bothSides } from '../../appointment/prepare-appointments';
import { postNames, pick } from './import-fields';
import type { PersonRow } from './people-import';

const fault = (row: ImportedRow, field: string, message: { zh: string; en: string }) => void row.faults.push({ column: null, field, value: String(row.values[field] ?? ''), message });
const NEEDED = [['roleId', '岗位角色', 'Role'], ['postAreaCode', '管辖范围', 'Area of the post']] as const;

/** The post as the register of appointments holds it. */
export const appointmentOf = (values: Row, personId: string): Row => {
  const { post, roleId, postUnitId, unitId, postAreaCode, lines, startsOn, endsOn, fullTime, employment } = values;
  const all = { post, personId, roleId, unitId: postUnitId ?? unitId, areaCode: postAreaCode, lines, startsOn: startsOn ?? today(), endsOn, fullTime, employment };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const keyOf = (values: Row) => [values.post, values.roleId, values.unitId, values.areaCode].join(' ');

/** Posts of the rows, held against what people have already, what the caller may give, and what one person may hold. */
export async function planPosts(context: ServiceContext, db: Kysely<Tables>, meant: readonly PersonRow[], seen: Map<string, number>): Promise<void> {
  for (const { row } of meant) requireWhole(row);
  const posts = meant.filter(({ row }) => row.values.post !== undefined && row.outcome !== 'ELSEWHERE' && !row.faults.length);
  const held = await heldBy(db, posts.flatMap(({ known }) => known?.id ?? []));
  const fresh = posts.flatMap((each) => {
    const values = appointmentOf(each.row.values, each.personId);
    const word = `post ${each.known?.id ?? each.first} ${keyOf(values)}`;
    const before = seen.get(word);
    if (held.has(`${each.personId} ${keyOf(values)}`)) return [];
    if (before !== undefined) fault(each.row, 'post', { zh: `与第 ${before} 行重复`, en: `The same as row ${before}` });
    seen.set(word, before ?? each.row.number);
    return [{ ...each, values }];
  });
  await admitPosts(context, db, fresh);
  for (const { row, values } of fresh) row.becomes = { ...row.becomes, ...pick({ ...row.values, startsOn: values.startsOn, postUnitId: values.unitId }, postNames) };
}

/** A post wants its role and its area; a row without a post has nothing in those columns. */
function requireWhole(row: ImportedRow): void {
  if (row.values.post === undefined) {
    const stray = row.values.roleId === undefined ? undefined : 'roleId';
    if (stray && !row.faults.some(({ field }) => field === 'post')) fault(row, 'post', { zh: '填了角色却没有岗位', en: 'There is a role and no post' });
    return;
  }
  for (const [field, zh, en] of NEEDED) if (row.values[field] === undefined && !row.faults.some((each) => each.field === field)) fault(row, field, { zh: `有岗位就要填${zh}`, en: `A post needs: ${en}` });
}

async function heldBy(db: Kysely<Tables>, people: readonly string[]): Promise<Set<string>> {
  if (!people.length) return new Set();
  const { rows } = await sql<Row>`select person_id, post, role_id as "roleId", unit_id as "unitId", area_code as "areaCode" from ${sql.table('appointment')}
    where person_id = any(${people}::uuid[]) and ended_at is null and (ends_on is null or ends_on >= ${today()}::date)`.execute(db);
  return new Set(rows.map((row) => `${String(row.person_id)} ${keyOf(row)}`));
}

type FreshPost = PersonRow & { readonly values: Row };
const imports = mayInArea('person.import');

/** As by hand: inside of the caller's area, not to the caller, no role that administers more than the caller does, no person on both sides. */
async function admitPosts(context: ServiceContext, db: Kysely<Tables>, fresh: readonly FreshPost[]): Promise<void> {
  const { actor } = context;
  for (const { row, values } of fresh) {
    const record = draftOfMany(appointments, context, values) as Appointment;
    for (const { path, message } of appointments.verify?.(record, actor) ?? []) fault(row, path === 'personId' ? 'name' : path, message);
    if (!imports(actor, record) || !appointments.policy.create!(actor, record)) fault(row, 'postAreaCode', { zh: '管辖范围不在您的辖区，或您的岗位不能任职', en: 'The area of the post is outside of yours, or your post gives no posts' });
  }
  const granted = await grantsBeyond(db, actor, fresh.map(({ values }) => ({ roleId: values.roleId as string, areaCode: values.areaCode as string })));
  fresh.forEach(({ row }, at) => granted[at] && fault(row, 'roleId', beyondOwn));
  const holdings = fresh.filter(({ row }) => !row.faults.length).map(({ row, personId, values }) => ({ row, personId, roleId: values.roleId as string, startsOn: String(values.startsOn), endsOn: (values.endsOn as string | undefined) ?? null }));
  for (const { row } of (await conflicting(db, holdings)) as typeof holdings) fault(row, 'roleId', bothSides);
}
