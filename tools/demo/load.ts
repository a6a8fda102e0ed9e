// The demonstration city goes in through the doors that a real city uses: the imports, and an administrator's accounts.
import { randomBytes } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { signIn } from '../run/client.mjs';
import type { AccountRow } from './accounts';
import { cityTables, generateCity } from './generate';
import type { TableRow } from './register-table';

interface Client {
  ask(query: string, variables?: object): Promise<Record<string, unknown>>;
  send(path: string, fileName: string, content: string): Promise<string>;
}
interface Run {
  readonly state: string;
  readonly refusal: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: { readonly nodes: readonly { readonly number: number; readonly faults: readonly { readonly message: string }[] }[] };
}

const CITY = '430681';
const url = process.argv[2]!;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function becomeAdministrator(): Promise<Client> {
  const password = `Setup-${randomBytes(18).toString('base64url')}-1`;
  const first = { username: 'setup', name: '建库', password, cityCode: CITY, unitName: '演示数据建库' };
  const answer = await fetch(`${url}/first-administrator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-moduan': '1', 'x-moduan-first': process.env.MODUAN_FIRST_TOKEN ?? '' },
    body: JSON.stringify(first),
  });
  if (!answer.ok) throw new Error(`The first administrator was refused: ${await answer.text()}`);
  return (await signIn(url, { username: first.username, password })) as Client;
}

async function importTable(client: Client, service: string, many: string, rows: readonly TableRow[]): Promise<void> {
  const id = await client.send(`/imports/${service}/${many}`, `${many}.csv`, stringify([...rows], { header: true }));
  const query = `query Run($id: ID!) { run: ${service}Import(id: $id) { state refusal counts { rows create amend faulty duplicate elsewhere } rows(outcomes: [FAULTY, DUPLICATE, ELSEWHERE], first: 3) { nodes { number faults { message } } } } }`;
  let run: Run;
  do {
    await pause(100);
    run = (await client.ask(query, { id })).run as Run;
  } while (run.state === 'READING' || run.state === 'CHECKING');
  const { counts } = run;
  if (run.state !== 'CHECKED' || counts.faulty! + counts.duplicate! + counts.elsewhere! > 0) throw new Error(`${many} was not taken: ${JSON.stringify(run)}`);
  const Name = service[0]!.toUpperCase() + service.slice(1);
  await client.ask(`mutation Write($input: WriteImportInput!) { write${Name}Import(input: $input) { state } }`, { input: { id, take: 'ALL' } });
  process.stdout.write(`${many} ${counts.rows}\n`);
}

/** Placing premises needs the enterprises department to have heard of the areas and grids. */
async function untilHeard(): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const ready = (await (await fetch(`${url}/health/ready`)).json()) as { quiet: boolean };
    if (ready.quiet) return;
    await pause(200);
  }
  throw new Error('The events of the areas and grids were not heard in a minute');
}

async function openAccounts(client: Client, accounts: readonly AccountRow[]): Promise<void> {
  for (const { username, personId: name, areaCode, password } of accounts) {
    const found = await client.ask('query Holder($name: String!) { people(filter: { search: $name }, first: 50) { nodes { id name } } }', { name });
    const people = (found.people as { nodes: { id: string; name: string }[] }).nodes.filter((person) => person.name === name);
    if (people.length !== 1) throw new Error(`${people.length} people are called ${name}`);
    const created = await client.ask('mutation Open($input: CreateAccountInput!) { createAccount(input: $input) { id } }', { input: { username, personId: people[0]!.id, areaCode } });
    const { id } = created.createAccount as { id: string };
    await client.ask('mutation Password($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }', { input: { id, password } });
  }
  process.stdout.write(`accounts ${accounts.length}\n`);
}

/** Whoever set the city up can no longer sign in afterwards. */
async function leave(client: Client): Promise<void> {
  const found = await client.ask('{ accounts(filter: { search: "setup" }) { nodes { id version username } } }');
  const setup = (found.accounts as { nodes: { id: string; version: number; username: string }[] }).nodes.find(({ username }) => username === 'setup')!;
  await client.ask('mutation Leave($input: EndAccountInput!) { endAccount(input: $input) { id } }', { input: { id: setup.id, version: setup.version, reason: '建库完成' } });
}

const city = generateCity();
const client = await becomeAdministrator();
let heard = false;
for (const { service, many, rows } of cityTables(city)) {
  if (service === 'enterprises' && !heard) {
    await untilHeard();
    heard = true;
  }
  await importTable(client, service, many, rows);
}
await openAccounts(client, city.accounts);
await leave(client);
