import { PassThrough, type Readable } from 'node:stream';
import type { ServiceContext } from '../graph/service-context';
import type { ImportRun } from '../import/import-run';
import { importRows } from '../import/import-rows';
import { writeFaults, type FaultyRow } from './writing';

/** The faulty rows of an import as a workbook: what was sent, the cells at fault marked, the reasons beside. */
export function faultsFile(context: ServiceContext, run: ImportRun): Readable {
  const out = new PassThrough();
  const headings = run.columns.map(({ heading }) => heading);
  writeFaults(headings, faultyRows(context, run), out, context.request.language).catch((error: Error) => out.destroy(error));
  return out;
}

async function* faultyRows(context: ServiceContext, run: ImportRun): AsyncGenerator<FaultyRow> {
  let after: string | null = null;
  do {
    const page = await importRows(context, run, { outcomes: ['FAULTY', 'DUPLICATE', 'ELSEWHERE'], first: 200, after });
    for (const { number, cells, faults, proposals } of page.nodes)
      yield { number, cells, faults: faults.length ? faults : proposals.map(({ reason }) => ({ column: null, message: reason })) };
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
}
