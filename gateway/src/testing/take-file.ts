import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { checkRun, getRun, receiveImport, type Actor } from '@moduan/kernel';
import type { City } from './open-city';
import { statementsOf } from './statements';

export type FileRow = Readonly<Record<string, string | number>>;

/** How many statements a file took to be checked and to be written. */
export interface Cost {
  readonly check: readonly string[];
  readonly write: readonly string[];
}

const pascal = (service: string) => service[0]!.toUpperCase() + service.slice(1);

export interface CheckedRow {
  readonly number: number;
  readonly outcome: string;
  readonly faults: readonly { readonly field: string | null; readonly message: string }[];
  readonly proposals: readonly { readonly field: string; readonly value: string | null }[];
}

/** The dry run of a file: every row with what it would become. */
export async function checkFile(city: City, actor: Actor, service: string, many: string, rows: readonly FileRow[]): Promise<CheckedRow[]> {
  const definition = city.composition.services.get(service)!.imports.find(({ thing }) => thing.register.many === many)!;
  const context = () => city.contextOf(service, actor);
  const id = await receiveImport(context(), definition, `${many}.csv`, Readable.from([Buffer.from(stringify([...rows], { header: true }))]));
  await checkRun(context(), definition, await getRun(context(), [definition], id));
  const document = `query Q($id: ID!) { run: ${service}Import(id: $id) { rows(first: 200) { nodes { number outcome faults { field message } proposals { field value } } } } }`;
  const { data } = await city.ask(service, actor, document, { id });
  return (data!.run as { rows: { nodes: CheckedRow[] } }).rows.nodes;
}

/** A file on its way through the wizard, without the network: taken in, checked, written as a whole. */
export async function takeFile(city: City, actor: Actor, service: string, many: string, rows: readonly FileRow[]): Promise<Cost> {
  const definition = city.composition.services.get(service)!.imports.find(({ thing }) => thing.register.many === many)!;
  const context = () => city.contextOf(service, actor);
  const id = await receiveImport(context(), definition, `${many}.csv`, Readable.from([Buffer.from(stringify([...rows], { header: true }))]));
  const run = await getRun(context(), [definition], id);
  const check = await statementsOf(() => checkRun(context(), definition, run), service);
  const document = `mutation W($input: WriteImportInput!) { run: write${pascal(service)}Import(input: $input) { state counts { rows create amend faulty elsewhere duplicate } rows(outcomes: [FAULTY], first: 3) { nodes { cells faults { field message } } } } }`;
  let answer: Awaited<ReturnType<City['ask']>> | undefined;
  const write = await statementsOf(async () => (answer = await city.ask(service, actor, document, { input: { id, take: 'ALL' } })), service);
  const state = (answer?.data?.run as { state?: string } | undefined)?.state;
  if (state !== 'WRITTEN') throw new Error(`${many} was not taken: ${JSON.stringify(answer)}`);
  return { check, write };
}
