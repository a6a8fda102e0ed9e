import type { Readable } from 'node:stream';
import { areaRegister } from '@moduan/schema/grids/area';
import { areaAliasRegister } from '@moduan/schema/grids/area-alias';
import { vi } from 'vitest';
import { areaNames, divisions } from '../../../tools/demo/areas';
import { asTable } from '../../../tools/demo/register-table';
import { dataOf, personOf, untilHeard, type Answer } from './open-city';
import { openGateway, type Gateway, type Visitor } from './open-gateway';
import { appoint } from './staff';
import { takeFile } from './take-file';

export interface Run {
  readonly id: string;
  readonly fileName: string;
  readonly state: string;
  readonly refusal: string | null;
  readonly createdByName: string;
  readonly writtenAt: string | null;
  readonly counts: Readonly<Record<'rows' | 'create' | 'amend' | 'unchanged' | 'faulty' | 'duplicate' | 'elsewhere', number>>;
}

export interface Row {
  readonly number: number;
  readonly outcome: string;
  readonly cells: readonly string[];
  readonly faults: readonly { readonly field: string | null; readonly message: string }[];
  readonly becomes: readonly { readonly field: string; readonly value: string | null }[];
  readonly match: { readonly id: string } | null;
}

const RUN = 'id fileName state refusal createdByName writtenAt counts { rows create amend unchanged faulty duplicate elsewhere }';
const ROW = 'number outcome cells alike faults { column field value message suggestion } proposals { field value label reason certainty } becomes { field value } match { id values { field value } }';

/** Premises by files, through the front door. */
export interface ImportOffice {
  readonly gateway: Gateway;
  /** May do all business in the whole city. */
  readonly bureau: Visitor;
  /** Town 430681102. */
  readonly xinshi: Visitor;
  /** Town 430681104. */
  readonly baishui: Visitor;
  send(visitor: Visitor, content: string | Buffer | Readable, name?: string): Promise<Response>;
  /** Sends a file and waits until it has been checked or refused. */
  upload(visitor: Visitor, content: string | Buffer | Readable, name?: string): Promise<Run>;
  find(visitor: Visitor, id: string): Promise<Run>;
  rows(visitor: Visitor, id: string, outcomes?: readonly string[]): Promise<Row[]>;
  write(visitor: Visitor, id: string, take?: 'ALL' | 'GOOD'): Promise<Answer>;
  /** Sends a file and writes its good rows. */
  take(visitor: Visitor, content: string, name?: string): Promise<Run>;
}

export async function openImportOffice(postgresUrl: string, name: string): Promise<ImportOffice> {
  const gateway = await openGateway(postgresUrl, name);
  const everyone = personOf('setup', [{ prefix: '430681' }]);
  const level = { city: 'CITY', town: 'TOWN', village: 'VILLAGE' } as Readonly<Record<string, string>>;
  await takeFile(gateway.city, everyone, 'grids', 'areas', asTable(areaRegister, divisions().map((area) => ({ ...area, level: level[area.level] }))));
  await takeFile(gateway.city, everyone, 'grids', 'areaAliases', asTable(areaAliasRegister, areaNames()));
  await untilHeard(gateway.city);
  const first = await gateway.signIn('first');
  const bureau = await appoint(gateway, first, { username: 'bureau', areaCode: '430681' });
  const xinshi = await appoint(gateway, first, { username: 'xinshi', areaCode: '430681102' });
  const baishui = await appoint(gateway, first, { username: 'baishui', areaCode: '430681104' });
  return { gateway, bureau, xinshi, baishui, ...doorsOf() };
}

function doorsOf(): Omit<ImportOffice, 'gateway' | 'bureau' | 'xinshi' | 'baishui'> {
  const send: ImportOffice['send'] = (visitor, content, name = 'ledger.csv') =>
    visitor.fetch('/imports/enterprises/premisesList', { method: 'POST', body: content as BodyInit, headers: { 'x-file-name': encodeURIComponent(name) }, duplex: 'half' } as RequestInit);
  const find: ImportOffice['find'] = async (visitor, id) => dataOf(await visitor.ask(`query R($id: ID!) { run: enterprisesImport(id: $id) { ${RUN} } }`, { id })).run as Run;
  const settled = async (visitor: Visitor, id: string) => {
    const run = await find(visitor, id);
    if (run.state === 'READING' || run.state === 'CHECKING') throw new Error(`still ${run.state}`);
    return run;
  };
  const upload: ImportOffice['upload'] = async (visitor, content, name) => {
    const answer = await send(visitor, content, name);
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
    const { id } = (await answer.json()) as { id: string };
    return vi.waitFor(() => settled(visitor, id), { interval: 50, timeout: 30_000 });
  };
  const write: ImportOffice['write'] = (visitor, id, take = 'ALL') => visitor.ask(`mutation W($input: WriteImportInput!) { run: writeEnterprisesImport(input: $input) { ${RUN} } }`, { input: { id, take } });
  return {
    send, upload, find, write,
    rows: async (visitor, id, outcomes) => {
      const { run } = dataOf(await visitor.ask(`query R($id: ID!, $o: [ImportOutcome!]) { run: enterprisesImport(id: $id) { rows(outcomes: $o, first: 200) { nodes { ${ROW} } } } }`, { id, o: outcomes }));
      return (run as { rows: { nodes: Row[] } }).rows.nodes;
    },
    take: async (visitor, content, name) => dataOf(await write(visitor, (await upload(visitor, content, name)).id, 'GOOD')).run as Run,
  };
}
