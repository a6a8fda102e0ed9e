import { dayAt, type Row, type Tables } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';

/** Kinds of what can be open in the name of who holds an appointment. */
export const matterKinds = {
  UNIT: { zh: '主持工作的机构', en: 'units headed' },
  STANDS_IN: { zh: '正在或将要代理的岗位', en: 'posts held as a deputy' },
  NAMED: { zh: '已指定代理人', en: 'deputies named' },
} as const satisfies Record<string, Label>;
export type MatterKind = keyof typeof matterKinds;

export interface OpenMatter {
  readonly kind: MatterKind;
  readonly count: number;
}

const HEADS = ['DIRECTOR', 'SQUADRON_LEADER'];

/**
 * What is open in the name of those who hold the appointments: one statement for all. Standing in for others ends with the
 * last post of a person; a unit is without a head when nobody else heads it.
 */
export async function openMatters(db: Kysely<Tables>, appointmentIds: readonly string[]): Promise<Map<string, OpenMatter[]>> {
  const [post, stands] = [sql.table('appointment'), sql.table('deputy')];
  const { rows } = await sql<Row>`
    select own.id,
      (own.post = any(${HEADS}::text[]) and not exists (
        select from ${post} as other where other.unit_id = own.unit_id and other.id <> own.id and other.post = own.post and other.ended_at is null
          and other.starts_on <= ${dayAt()} and (other.ends_on is null or other.ends_on >= ${dayAt()})))::int as "UNIT",
      case when exists (
        select from ${post} as other where other.person_id = own.person_id and other.id <> own.id and other.ended_at is null
          and (other.ends_on is null or other.ends_on >= ${dayAt()})) then 0
      else (select count(*) from ${stands} as its where its.person_id = own.person_id and its.ended_at is null and its.ends_on >= ${dayAt()}) end::int as "STANDS_IN",
      (select count(*) from ${stands} as its where its.appointment_id = own.id and its.ended_at is null and its.ends_on >= ${dayAt()})::int as "NAMED"
    from ${post} as own where own.id = any(${appointmentIds}::uuid[]) and own.ended_at is null`.execute(db);
  return new Map(rows.map((row) => [row.id as string, (Object.keys(matterKinds) as MatterKind[]).map((kind) => ({ kind, count: row[kind] as number })).filter(({ count }) => count > 0)]));
}

/** As the register of hand-overs and its reader have it. */
export const inWords = (matters: readonly OpenMatter[]): string => matters.map(({ kind, count }) => `${matterKinds[kind].zh} ${count}`).join('、');
