// An import as the graph tells it.
import { randomUUID } from 'node:crypto';
import { pause } from '../database/processes.mjs';

const RUN = `query($id: ID!) { enterprisesImport(id: $id) {
  id fileName state progressDone progressTotal refusal createdByName
  columns { index letter heading field note }
  counts { rows create amend unchanged faulty faults duplicate elsewhere skipped }
} }`;
const ROWS = `query($id: ID!, $after: String) { enterprisesImport(id: $id) { rows(first: 200, after: $after) {
  nodes { number outcome cells faults { column field value message } proposals { field value label reason certainty } }
  pageInfo { hasNextPage endCursor }
} } }`;
const WRITE = 'mutation($input: WriteImportInput!) { writeEnterprisesImport(input: $input) { id state } }';
const BUSY = new Set(['READING', 'CHECKING', 'WRITING']);

/** Waits until the run has come to rest. */
export async function followImport(client, id) {
  for (;;) {
    const { enterprisesImport: run } = await client.ask(RUN, { id });
    if (!BUSY.has(run.state)) return run;
    await pause(200);
  }
}

export async function rowsOf(client, id) {
  const rows = [];
  let after = null;
  do {
    const { enterprisesImport } = await client.ask(ROWS, { id, after });
    rows.push(...enterprisesImport.rows.nodes);
    const { hasNextPage, endCursor } = enterprisesImport.rows.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after);
  return rows;
}

export async function writeGoodRows(client, id) {
  await client.ask(WRITE, { input: { id, take: 'GOOD', clientMutationId: randomUUID() } });
  return followImport(client, id);
}
