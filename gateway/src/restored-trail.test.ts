import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { SecretBox, verifyAudit } from '@moduan/kernel';
import { compose, definitions } from './composition';
import { rowsOf } from './testing/held-lock';
import { cityOf, dataOf, freshDatabase, oneAtATime, personOf, testKeys, type City } from './testing/open-city';
import { sealAll } from './testing/seal-all';

const postgres = inject('postgresUrl');
const bureau = personOf('bureau', [{ prefix: '430681' }]);
let url: string;
let owner: Client;
const settings = () => ({ ownerUrl: url, secrets: new SecretBox(testKeys) });
beforeAll(async () => {
  url = await freshDatabase(postgres, 'restored_trail');
  owner = new Client({ connectionString: url });
  await owner.connect();
});
afterAll(() => owner.end());

async function withCity<T>(work: (city: City) => Promise<T>): Promise<T> {
  const composition = await oneAtATime(postgres, () => compose(settings(), () => undefined));
  try {
    return await work(cityOf(composition, url, []));
  } finally {
    await composition.close();
  }
}
const setClock = (ahead: bigint) => owner.query(`create or replace function audit.clock() returns bigint language sql volatile as $$ select pg_current_xact_id()::text::bigint + ${ahead} $$`);
const enter = async (city: City, name: string) => dataOf(await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name, kind: 'SHOP', areaCode: '430681119' } }));
const verify = () => verifyAudit(owner, settings(), definitions);

it('stays true when the database is restored elsewhere, where transactions are counted anew, and is written to before the next seal', async () => {
  await withCity(async (city) => {
    await enter(city, '封过');
    await sealAll(owner, settings());
    // Much has happened since, which no seal covers yet.
    await setClock(1_000_000n);
    await enter(city, '没封过');
  });
  const [{ latest }] = (await rowsOf(url, 'select max(clock) as latest from enterprises.audit')) as [{ latest: string }];
  // As a copy stands in a new cluster: entries and seals of old, and a counter that has hardly begun.
  await setClock(100n - BigInt((await rowsOf(url, 'select pg_current_xact_id()::text as now'))[0]!.now as string));
  await withCity(async (city) => {
    await enter(city, '恢复以后');
    const [{ clock }] = (await rowsOf(url, 'select max(clock) as clock from enterprises.audit')) as [{ clock: string }];
    expect(Number(clock)).toBeGreaterThan(Number(latest));
    await sealAll(owner, settings());
  });
  expect(await verify()).toMatchObject({ findings: [], unsealed: 0 });
});
