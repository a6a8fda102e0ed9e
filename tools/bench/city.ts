import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { SecretBox, type Keys } from '@moduan/kernel';
import { demoAccounts, loadDemo } from '../run/demo.mjs';
import type { progress } from '../run/progress.mjs';
import { copyInto } from './copy-in';
import { madePremises } from './made-premises';
import { startGateway } from './servers';

type Steps = ReturnType<typeof progress>;

/** The database of a run, with the city in it. */
export interface BenchCity {
  readonly url: string;
  readonly data: string;
  readonly premises: number;
  readonly account: { readonly username: string; readonly password: string };
}

export async function asOwner<T>(url: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/**
 * The demonstration city through its own doors, and made premises up to the number beside it: by COPY, with the trail and
 * the relations that they would have. Then what a database does by itself at night.
 */
export async function makeCity({ url, data, count, steps, gateway }: { url: string; data: string; count: number; steps: Steps; gateway: string }): Promise<BenchCity> {
  const server = await startGateway({ name: 'setup', file: gateway, url, data });
  await loadDemo({ url: server.url, data, env: { DATABASE_URL: url, MODUAN_DATA: data, MODUAN_FIRST_TOKEN: server.firstToken ?? '' }, steps });
  await server.stop();
  const premises = await steps.step(`${count} 家企业与商铺`, `${count} premises`, () => asOwner(url, (owner) => fill(owner, data, count)));
  const account = demoAccounts().find(({ username }: { username: string }) => username === 'bureau');
  return { url, data, premises, account };
}

async function fill(owner: Client, data: string, count: number): Promise<number> {
  const secrets = new SecretBox(JSON.parse(readFileSync(path.join(data, 'keys.json'), 'utf8')) as Keys);
  const { rows } = await owner.query('select count(*)::int as there from enterprises.premises');
  const made = madePremises(Math.max(0, count - rows[0].there), secrets);
  for (const [table, its] of Object.entries(made)) await copyInto(owner, `enterprises.${table}`, its);
  await owner.query('vacuum analyze');
  return rows[0].there + made.premises.length;
}
