import type { Row, Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import { matches, type Ruled, type RuleOf } from './rule-for';

interface Marking extends RuleOf {
  readonly id: string;
  readonly soleSupervisor: boolean | null;
}

type Marked = Ruled & { readonly id: string; readonly soleSupervision: string | null };

/** Rules by which premises must have exactly one supervising body. */
export async function readMarks(db: Kysely<Tables>): Promise<readonly RuleOf[]> {
  const rows = await db.selectFrom('department_rule').select(['id', 'tag', 'industry_section as industrySection', 'kind', 'area_code as areaCode']).where('ended_at', 'is', null).where('sole_supervisor' as never, '=', true as never).execute();
  return rows as unknown as RuleOf[];
}

/** What premises that are entered or changed must have: NONE at first, counted where bodies are known already. */
export async function markSole(db: Kysely<Tables>, records: readonly Marked[]): Promise<void> {
  if (!records.length) return;
  const marks = await readMarks(db);
  const due = records.filter((record) => marks.some((mark) => matches(mark, record)));
  const counted = due.length ? await bodiesOf(db, due.map(({ id }) => id)) : new Map<string, number>();
  for (const record of records) Object.assign(record, { soleSupervision: due.includes(record) ? wordOf(counted.get(record.id) ?? 0) : null });
}

const wordOf = (bodies: number): string => (bodies === 0 ? 'NONE' : bodies === 1 ? 'ONE' : 'SEVERAL');

async function bodiesOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<Row>`select premises_id, count(*)::int as bodies from supervision where premises_id = any(${[...ids]}::uuid[]) and ended_at is null group by premises_id`.execute(db);
  return new Map(rows.map(({ premises_id, bodies }) => [premises_id as string, bodies as number]));
}

/** After a change of the rules: the mark of all premises anew, as the rules are with the changed ones and without those that end. */
export async function marksAgain(db: Kysely<Tables>, changed: readonly Marking[], ending: readonly string[]): Promise<void> {
  const but = [...ending, ...changed.map(({ id }) => id)];
  const fresh = changed.filter(({ soleSupervisor }) => soleSupervisor).map(({ tag, industrySection, kind, areaCode }) => ({ tag, industry_section: industrySection, kind, area_code: areaCode }));
  await sql`with mark as (
      select tag, industry_section, kind, area_code from department_rule where ended_at is null and sole_supervisor and id <> all(${but}::uuid[])
      union all select * from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as fresh (tag text, industry_section text, kind text, area_code text)),
    due as (select premises.id, (select count(*) from supervision where premises_id = premises.id and ended_at is null) as bodies from premises
      where exists (select from mark where (mark.tag is null or mark.tag = any(premises.tags)) and (mark.industry_section is null or mark.industry_section = premises.industry_section)
        and (mark.kind is null or mark.kind = premises.kind) and starts_with(premises.area_code, mark.area_code)))
    update premises as its set sole_supervision = case when due.id is null then null when due.bodies = 0 then 'NONE' when due.bodies = 1 then 'ONE' else 'SEVERAL' end
    from premises as same left join due on due.id = same.id
    where its.id = same.id and (due.id is not null or same.sole_supervision is not null)
      and its.sole_supervision is distinct from (case when due.id is null then null when due.bodies = 0 then 'NONE' when due.bodies = 1 then 'ONE' else 'SEVERAL' end)`.execute(db);
}
