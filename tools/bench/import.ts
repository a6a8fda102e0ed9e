import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { SecretBox, type Keys } from '@moduan/kernel';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { demoMobile } from '../demo/names';
import { asTable } from '../demo/register-table';
import { signIn } from '../run/client.mjs';
import { asOwner, type BenchCity } from './city';
import { copyInto, type CopyRow } from './copy-in';
import { madePremises } from './made-premises';
import type { Options } from './options';
import { operationsFile, rssMb, startGateway, type Measured } from './servers';

export interface Imported {
  readonly rows: number;
  readonly copyMs: number;
  readonly readMs: { readonly csv: number; readonly xlsx: number };
  readonly checkMs: number;
  readonly writeMs: number;
  readonly exportMs: { readonly firstByte: number; readonly whole: number };
  readonly restMb: number;
  readonly mostMb: number;
}

type Client = Awaited<ReturnType<typeof signIn>>;
const RUN = 'query Run($id: ID!) { run: enterprisesImport(id: $id) { state refusal } }';
const WRITE = 'mutation Write($input: WriteImportInput!) { run: writeEnterprisesImport(input: $input) { state } }';
const ABANDON = 'mutation Abandon($input: AbandonImportInput!) { run: abandonEnterprisesImport(input: $input) { state } }';
const PATH = '/imports/enterprises/premisesList';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const FIELDS = ['name', 'operatorName', 'creditCode', 'kind', 'areaCode', 'address', 'industryCode', 'lineOfWork', 'sizeClass', 'employees', 'tags', 'status', 'responsiblePerson', 'safetyOfficer'] as const;
const snake = (name: string) => name.replace(/([A-Z])/g, '_$1').toLowerCase();

/** Premises that the city has not, as a ledger has them. */
const ledgerOf = (rows: readonly CopyRow[], from: number): string =>
  stringify(asTable(premisesRegister, rows.map((row, i) => ({ ...Object.fromEntries(FIELDS.map((name) => [name, row[snake(name)]])), responsiblePhone: demoMobile(1_000_000 + from + i) }))), { header: true });

/**
 * A ledger through the product's own door: reading, the dry run that a person decides upon, and writing; beside COPY of the same rows into the
 * same table with its indexes. The largest operations may take as long as they need here.
 */
export async function measureImport(city: BenchCity, gateway: string, { premises: count }: Options): Promise<Imported> {
  writeFileSync(operationsFile(city.data), JSON.stringify([RUN, WRITE, ABANDON]));
  const secrets = new SecretBox(JSON.parse(readFileSync(path.join(city.data, 'keys.json'), 'utf8')) as Keys);
  const there = await asOwner(city.url, async (owner) => Number((await owner.query('select count(*) as there from enterprises.premises')).rows[0].there));
  const from = there;
  const made = madePremises(count, secrets, from, from);
  const copyMs = await copied(city, made.premises);
  const server = await startGateway({ name: 'import', file: gateway, url: city.url, data: city.data, env: { MODUAN_OPERATION_SECONDS: '1200' } });
  try {
    return { rows: count, copyMs, ...(await imported(server, city, ledgerOf(made.premises, from))) };
  } finally {
    await server.stop();
  }
}

async function imported(server: Measured, { account }: BenchCity, ledger: string): Promise<Omit<Imported, 'rows' | 'copyMs'>> {
  const client = await signIn(server.url, account);
  const restMb = rssMb(server.pids);
  let mostMb = restMb;
  const watching = setInterval(() => (mostMb = Math.max(mostMb, rssMb(server.pids))), 100);
  const { id, readMs: csv } = await sent(client, 'ledger.csv', Buffer.from(ledger));
  const checkMs = await until(client, id, 'CHECKED');
  const since = performance.now();
  await client.ask(WRITE, { input: { id, take: 'GOOD' } });
  await until(client, id, 'WRITTEN');
  const writeMs = performance.now() - since;
  const { file, ...exportMs } = await taken(server, client);
  const again = await sent(client, 'ledger.xlsx', file);
  await client.ask(ABANDON, { input: { id: again.id } });
  clearInterval(watching);
  return { readMs: { csv, xlsx: again.readMs }, checkMs, writeMs, exportMs, restMb, mostMb };
}

/** From the first byte sent until every row is kept as it stands in the file. */
async function sent(client: Client, name: string, content: Buffer): Promise<{ id: string; readMs: number }> {
  const since = performance.now();
  const id = (await client.send(PATH, name, content)) as string;
  await until(client, id, 'CHECKING', 'CHECKED');
  return { id, readMs: performance.now() - since };
}

async function until(client: Client, id: string, ...states: readonly string[]): Promise<number> {
  const since = performance.now();
  for (;;) {
    const { run } = (await client.ask(RUN, { id })) as { run: { state: string; counts: object } };
    if (states.includes(run.state)) return performance.now() - since;
    if (run.state === 'REFUSED' || run.state === 'ABANDONED') throw new Error(`The ledger was not taken: ${JSON.stringify(run)}`);
    await pause(100);
  }
}

/** The whole list as a workbook, streamed. */
async function taken({ url }: Measured, client: Client): Promise<{ firstByte: number; whole: number; file: Buffer }> {
  const since = performance.now();
  const answer = await fetch(`${url}/exports/enterprises/premisesList.xlsx?lang=zh`, { headers: { cookie: client.cookie } });
  const parts: Buffer[] = [];
  let firstByte = 0;
  for await (const part of answer.body!) {
    firstByte ||= performance.now() - since;
    parts.push(Buffer.from(part as Uint8Array));
  }
  return { firstByte, whole: performance.now() - since, file: Buffer.concat(parts) };
}

/** The same records by COPY, to the commit; taken away again afterwards, so that both begin with the same tables, nothing left to be written. */
const copied = ({ url }: BenchCity, rows: readonly CopyRow[]) =>
  asOwner(url, async (owner) => {
    const { rows: operators } = await owner.query('select id from enterprises.operator limit 1000');
    const mine = rows.map((row, i) => ({ ...row, created_by: 'bench copy', operator_id: operators[i % operators.length].id as string }));
    await owner.query('checkpoint');
    const since = performance.now();
    await owner.query('begin');
    await copyInto(owner, 'enterprises.premises', mine);
    await owner.query('commit');
    const ms = performance.now() - since;
    await owner.query("delete from enterprises.premises where created_by = 'bench copy'");
    await owner.query('vacuum (analyze) enterprises.premises');
    await owner.query('checkpoint');
    return ms;
  });
