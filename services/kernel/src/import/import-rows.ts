import { sql } from 'kysely';
import type { Row } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import type { Label } from '@moduan/schema';
import type { ImportRun } from './import-run';
import type { RowFault, RowProposal } from './definition';
import type { ImportRowType } from './import-types';

const json = (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);
const text = (value: unknown) => (value === null || value === undefined ? null : Array.isArray(value) ? value.join('、') : typeof value === 'object' ? JSON.stringify(value) : String(value));
const pairs = (values: Row) => Object.entries(values).map(([field, value]) => ({ field, value: text(value) }));

export interface RowsRequest {
  readonly outcomes?: readonly string[] | null;
  readonly alike?: string | null;
  readonly first: number;
  /** Line after which the page begins: lines of one file need no signed cursor. */
  readonly after?: string | null;
}

function rowsOf(context: ServiceContext, run: ImportRun, { outcomes, alike }: Pick<RowsRequest, 'outcomes' | 'alike'>) {
  let query = context.db.selectFrom('import_row').where('run_id', '=', run.id);
  if (outcomes?.length) query = query.where('outcome', '=', sql`any(${outcomes}::text[])` as never);
  if (alike) query = query.where('alike', '=', alike);
  return query;
}

/** A page of the rows of a file, in the order of the file. */
export async function importRows(context: ServiceContext, run: ImportRun, request: RowsRequest) {
  const size = Math.min(Math.max(request.first, 1), 200);
  const query = rowsOf(context, run, request);
  const total = (await query.select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()) as Row;
  const found = (await query
    .selectAll()
    .where('number', '>', Number(request.after ?? 0))
    .orderBy('number')
    .limit(size + 1)
    .execute()) as Row[];
  const nodes = found.slice(0, size).map((row) => rowOf(context, row));
  const [first, last] = [nodes[0], nodes.at(-1)];
  const pageInfo = {
    hasNextPage: found.length > size,
    hasPreviousPage: Boolean(request.after),
    startCursor: first ? String(first.number) : null,
    endCursor: last ? String(last.number) : null,
  };
  return { nodes, pageInfo, totalCount: Number(total.count) };
}

function rowOf(context: ServiceContext, row: Row): ImportRowType {
  const { language } = context.request;
  const say = (label: Label) => label[language];
  const matched = json(row.matched) as Row | null;
  return {
    number: Number(row.number),
    outcome: (row.outcome as string | null) ?? 'FAULTY',
    cells: (json(row.cells) as { texts: string[] }).texts,
    faults: (json(row.faults) as RowFault[]).map((fault) => ({
      column: fault.column ?? null, field: fault.field ?? null, value: fault.value ?? null, suggestion: fault.suggestion ?? null, message: say(fault.message),
    })),
    proposals: (json(row.proposals) as RowProposal[]).map((proposal) => ({ ...proposal, reason: say(proposal.reason) })),
    becomes: pairs(json(row.becomes) as Row),
    match: row.match_id && matched ? { id: row.match_id as string, values: pairs(matched) } : null,
    alike: row.alike as string | null,
  };
}

/** How many rows of each outcome, in one statement. */
export async function importCounts(context: ServiceContext, run: ImportRun) {
  const rows = (await rowsOf(context, run, {})
    .select(['outcome', sql<string>`count(*)`.as('count'), sql<string>`coalesce(sum(jsonb_array_length(faults)), 0)`.as('faults')])
    .groupBy('outcome')
    .execute()) as Row[];
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
