// The demonstration city goes in through the doors that a real city uses: the imports, and an administrator's accounts.
import { randomUUID } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { signIn, signInFirst } from '../run/client.mjs';
import type { AccountRow } from './accounts';
import { cityTables, generateCity } from './generate';
import { leave, type Asking } from './leave';
import { loadBusiness } from './load-business';
import { loadPosts } from './load-posts';
import { refuseRealCity } from './refuse-real-city';
import type { TableRow } from './register-table';

interface Client extends Asking {
  send(path: string, fileName: string, content: string): Promise<string>;
}
interface Run {
  readonly state: string;
  readonly refusal: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: { readonly nodes: readonly { readonly number: number; readonly faults: readonly { readonly message: string }[] }[] };
}

const CITY = '430681';
/** Account of whoever loads the city. */
const SETUP = 'setup';
const url = process.argv[2]!;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The first administrator of a fresh database, or the one of a loading that was interrupted. */
async function becomeAdministrator(): Promise<Client> {
  const password = process.env.MODUAN_SETUP_PASSWORD!;
  const first = { username: SETUP, name: '建库', password, cityCode: CITY, unitName: '演示数据建库', demonstration: true };
  const answer = await fetch(`${url}/first-administrator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-moduan': '1', 'x-moduan-first': process.env.MODUAN_FIRST_TOKEN ?? '' },
    body: JSON.stringify(first),
  });
  if (!answer.ok && answer.status !== 404) throw new Error(`The first administrator was refused: ${await answer.text()}`);
  return (await signIn(url, { username: first.username, password })) as Client;
}

/** A table goes in whole or not at all: one that was written before is not sent again. */
async function isWritten(client: Client, service: string, many: string, fileName: string): Promise<boolean> {
  const query = `query Written($register: String!) { runs: ${service}Imports(register: $register, first: 50) { fileName state } }`;
  const { runs } = (await client.ask(query, { register: many })) as { runs: { fileName: string; state: string }[] };
  return runs.some((run) => run.fileName === fileName && run.state === 'WRITTEN');
}

async function importTable(client: Client, service: string, many: string, fileName: string, rows: readonly TableRow[]): Promise<void> {
  if (await isWritten(client, service, many, fileName)) return;
  const id = await client.send(`/imports/${service}/${many}`, fileName, stringify([...rows], { header: true }));
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

async function accountId(client: Client, username: string): Promise<string | undefined> {
  const found = await client.ask('query Account($username: String!) { accounts(filter: { search: $username }) { nodes { id username } } }', { username });
  return (found.accounts as { nodes: { id: string; username: string }[] }).nodes.find((account) => account.username === username)?.id;
}

async function openAccount(client: Client, input: object): Promise<string> {
  const created = await client.ask('mutation Open($input: CreateAccountInput!) { createAccount(input: $input) { id } }', { input });
  return (created.createAccount as { id: string }).id;
}

const hasPassword = (username: string, password: string) => signIn(url, { username, password }).then(
  () => true,
  () => false,
);

async function openAccounts(client: Client, accounts: readonly AccountRow[]): Promise<void> {
  for (const { username, personId: name, areaCode, password } of accounts) {
    const found = await client.ask('query Holder($name: String!) { people(filter: { search: $name }, first: 50) { nodes { id name } } }', { name });
    const people = (found.people as { nodes: { id: string; name: string }[] }).nodes.filter((person) => person.name === name);
    if (people.length !== 1) throw new Error(`${people.length} people are called ${name}`);
    const known = await accountId(client, username);
    if (known && (await hasPassword(username, password))) continue;
    const id = known ?? (await openAccount(client, { username, personId: people[0]!.id, areaCode }));
    // Handed out by the administrator, changed by the holder: nobody is asked to change it again.
    const first = `Handed-${randomUUID()}`;
    await client.ask('mutation Password($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }', { input: { id, password: first } });
    await signInFirst(url, { username, first, password });
  }
  process.stdout.write(`accounts ${accounts.length}\n`);
}

async function openBusiness(client: Client): Promise<Client> {
  await untilHeard();
  await openAccounts(client, city.accounts);
  const { username, password } = city.accounts[0]!;
  return (await signIn(url, { username, password })) as Client;
}

async function loadCity(client: Client): Promise<void> {
  let business: Client | undefined;
  for (const [place, { service, many, rows }] of cityTables(city).entries()) {
    // Who administers enters no business: that is for the bureau.
    if (service === 'enterprises') business ??= await openBusiness(client);
    await importTable(business ?? client, service, many, `${place + 1}-${many}.csv`, rows);
  }
  await loadBusiness(business ?? (await openBusiness(client)), city);
  await loadPosts(client, city);
  await leave(client, SETUP);
}

await refuseRealCity(url);
const city = generateCity();
const last = city.accounts.at(-1)!;
await becomeAdministrator().then(loadCity, async (refused: unknown) => {
  // Interrupted after the very last step: the setup account has gone, the city is whole.
  await signIn(url, { username: last.username, password: last.password }).catch(() => Promise.reject(refused as Error));
});
