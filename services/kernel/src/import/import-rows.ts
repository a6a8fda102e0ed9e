import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { jsonValue } from '../database/json-value';
import type { Row } from '../database/tables';
import { invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import type { Label } from '@moduan/schema';
import type { ImportRun } from './import-run';
import type { RowFault, RowProposal } from './definition';
import type { ImportRowType } from './import-types';
import { shapeInWords } from './shape';

const text = (value: unknown) => (value === null || value === undefined ? null : Array.isArray(value) ? value.join('、') : typeof value === 'object' ? shapeInWords(value) : String(value));
const pairs = (values: Row) => Object.entries(values).map(([field, value]) => ({ field, value: text(value) }));

/** What a cell of a spreadsheet holds; only boundaries are longer. */
const LONGEST_CELL = 32_767;

export interface RowsRequest {
  readonly outcomes?: readonly string[] | null;
  readonly alike?: string | null;
  readonly first: number;
  /** Line after which the page begins: lines of one file need no signed cursor. */
  readonly after?: string | null;
}

/** Runs that a list shows are asked together; nothing is remembered, since a step of the wizard changes what it reads. */
const together = <T>(context: ServiceContext, name: string, ask: (runIds: readonly string[]) => Promise<Map<string, T>>, none: T) =>
  context.loader(`import ${name}`, () =>
    new DataLoader<string, T>(async (ids) => {
      const found = await ask([...new Set(ids)]);
      return ids.map((id) => found.get(id) ?? none);
    }, { cache: false }),
  );

const narrowing = ({ outcomes, alike }: Pick<RowsRequest, 'outcomes' | 'alike'>) => sql`
  ${outcomes?.length ? sql`and outcome = any(${outcomes}::text[])` : sql``} ${alike ? sql`and alike = ${alike}` : sql``}`;

async function pagesOf(context: ServiceContext, runIds: readonly string[], request: RowsRequest, size: number): Promise<Map<string, Row[]>> {
  const { db } = context;
  const { rows } = await sql<Row>`select kept.* from unnest(${runIds}::uuid[]) as run (id) cross join lateral (
    select * from ${sql.table('import_row')} where run_id = run.id and number > ${Number(request.after ?? 0)} ${narrowing(request)}
    order by number limit ${size + 1}) as kept order by kept.number`.execute(db);
  return Map.groupBy(rows, ({ run_id }) => run_id as string);
}

async function totalsOf({ db }: ServiceContext, runIds: readonly string[], request: RowsRequest): Promise<Map<string, number>> {
  const { rows } = await sql<Row>`select run_id, count(*) as count from ${sql.table('import_row')}
    where run_id = any(${runIds}::uuid[]) ${narrowing(request)} group by run_id`.execute(db);
  return new Map(rows.map(({ run_id, count }) => [run_id as string, Number(count)]));
}

/** A line is a number that the file can have, and what rows share is a text that the database can hold. */
function requireSound({ after, alike }: RowsRequest): void {
  const faults = [
    ...(after && !/^\d{1,9}$/.test(after) ? [{ path: 'after', message: { zh: '不是这个文件的翻页位置', en: 'Not a position in this file' } }] : []),
    ...(alike?.includes('\u0000') ? [{ path: 'alike', message: { zh: '含有不能查找的字符', en: 'It holds a sign that can not be searched for' } }] : []),
  ];
  if (faults.length) throw invalidInput(faults);
}

/** A page of the rows of a file, in the order of the file. */
export async function importRows(context: ServiceContext, run: ImportRun, request: RowsRequest) {
  requireSound(request);
  const size = Math.min(Math.max(request.first, 1), 200);
  const name = JSON.stringify(request);
  const totals = together(context, `totals ${name}`, (ids) => totalsOf(context, ids, request), 0);
  const pages = together(context, `rows ${name}`, (ids) => pagesOf(context, ids, request, size), [] as Row[]);
  const [totalCount, found] = await Promise.all([totals.load(run.id), pages.load(run.id)]);
  const nodes = found.slice(0, size).map((row) => rowOf(context, row));
  const [first, last] = [nodes[0], nodes.at(-1)];
  const pageInfo = {
    hasNextPage: found.length > size,
    hasPreviousPage: Boolean(request.after),
    startCursor: first ? String(first.number) : null,
    endCursor: last ? String(last.number) : null,
  };
  return { nodes, pageInfo, totalCount };
}

function rowOf(context: ServiceContext, row: Row): ImportRowType {
  const { language } = context.request;
  const say = (label: Label) => label[language];
  const matched = jsonValue(row.matched) as Row | null;
  return {
    number: Number(row.number),
    outcome: (row.outcome as string | null) ?? 'FAULTY',
    cells: (jsonValue(row.cells) as { texts: string[] }).texts.map((cell) => (cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell)),
    faults: (jsonValue(row.faults) as RowFault[]).map((fault) => ({
      column: fault.column ?? null, field: fault.field ?? null, value: fault.value ?? null, suggestion: fault.suggestion ?? null, message: say(fault.message),
    })),
    proposals: (jsonValue(row.proposals) as RowProposal[]).map((proposal) => ({ ...proposal, reason: say(proposal.reason) })),
    becomes: pairs(jsonValue(row.becomes) as Row),
    match: row.match_id && matched ? { id: row.match_id as string, values: pairs(matched) } : null,
    alike: row.alike as string | null,
  };
}

/** How many rows of each outcome; of all runs of a list in one statement. */
export async function importCounts(context: ServiceContext, run: ImportRun) {
  const rows = await together(context, 'counts', (ids) => outcomesOf(context, ids), [] as Row[]).load(run.id);
  const of = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  return {
    rows: rows.reduce((sum, { count }) => sum + Number(count), 0),
    create: of('CREATE'),
    amend: of('AMEND'),
    unchanged: of('UNCHANGED'),
    faulty: of('FAULTY'),
    faults: rows.reduce((sum, { faults }) => sum + Number(faults), 0),
    duplicate: of('DUPLICATE'),
    elsewhere: of('ELSEWHERE'),
    skipped: of('SKIPPED'),
  };
}

async function outcomesOf({ db }: ServiceContext, runIds: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = (await db
    .selectFrom('import_row')
    .select(['run_id', 'outcome', sql<string>`count(*)`.as('count'), sql<string>`coalesce(sum(jsonb_array_length(faults)), 0)`.as('faults')])
    .where('run_id', '=', sql`any(${runIds}::uuid[])` as never)
    .groupBy(['run_id', 'outcome'])
    .execute()) as Row[];
  return Map.groupBy(rows, ({ run_id }) => run_id as string);
}
