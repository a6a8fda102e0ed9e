import { sign } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { sealAudit, SecretBox, verifyAudit, type Seal, type Trail } from '@moduan/kernel';
import { definitions } from './composition';
import { testKeys } from './testing/open-city';
import { openGateway, type Gateway } from './testing/open-gateway';
import { appoint } from './testing/staff';

type Sealed = Seal['content'][string];
let gateway: Gateway;
let owner: Client;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'former_seals');
  await appoint(gateway, await gateway.signIn('first'), { username: 'clerk', areaCode: '430681' });
  owner = new Client({ connectionString: gateway.city.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await gateway.close();
});
afterEach(async () => void (await owner.query('rollback')));

const settings = () => ({ ownerUrl: gateway.city.url, secrets: new SecretBox(testKeys) });
const findings = async () => (await verifyAudit(owner, settings(), definitions)).findings.map(({ what, service, said }) => [what, service, said]);

/** The only seal, over all that there is, sign-ins among it. */
async function sealAll(trails: readonly Trail[]): Promise<Seal> {
  for (let tries = 0; ; tries++) {
    if (tries) await new Promise((resolve) => setTimeout(resolve, 20));
    await owner.query('delete from audit.seal');
    const seal = await sealAudit(settings(), trails);
    const { rows } = await owner.query<{ latest: string }>('select coalesce(max(clock), 0)::text as latest from offices.sign_in');
    expect(rows[0]!.latest).not.toBe('0');
    if (seal && BigInt(seal.to) > BigInt(rows[0]!.latest)) return seal;
  }
}

/** As a former version wrote and signed it. */
async function asFormer(seal: Seal, said: (sealed: Sealed) => Sealed): Promise<void> {
  const content = Object.fromEntries(Object.entries(seal.content).map(([service, sealed]) => [service, said(sealed)]));
  const counts = Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1)).map(([service, { entries, refusals, logged, digest }]) => [service, entries, refusals, ...(logged === undefined ? [] : [logged]), digest]);
  const text = JSON.stringify([seal.number, seal.at, seal.from, seal.to, counts, seal.previous]);
  await owner.query('update audit.seal set content = $1, signature = $2', [JSON.stringify(content), sign(null, Buffer.from(text), testKeys.owner!.seal).toString('base64url')]);
}

it('a seal from before the sign-ins had marks holds, though their rows have come into its stretch', async () => {
  await asFormer(await sealAll(definitions.map(({ name }) => ({ name }))), ({ entries, refusals, digest }) => ({ entries, refusals, digest }));
  expect(await findings()).toEqual([]);
  await owner.query('begin');
  await owner.query('delete from offices.audit');
  expect(await findings()).toContainEqual(['removed', 'offices', expect.stringContaining('were sealed')]);
});

it('a seal that has counted sign-ins and does not name them covers them', async () => {
  await asFormer(await sealAll(definitions), ({ entries, refusals, logged, digest }) => ({ entries, refusals, logged: logged!, digest }));
  expect(await findings()).toEqual([]);
  await owner.query('begin');
  await owner.query('delete from offices.sign_in');
  expect(await findings()).toEqual([['removed', 'offices', expect.stringContaining('were sealed')]]);
});

it('a seal names what it covers, under its signature', async () => {
  const { content } = await sealAll(definitions);
  expect([content.offices!.logs, content.grids!.logs]).toEqual([['refused_attempt', 'sign_in'], ['refused_attempt']]);
  expect(await findings()).toEqual([]);
  await owner.query('begin');
  await owner.query('delete from offices.sign_in');
  await owner.query(`update audit.seal set content = jsonb_set(content, '{offices,logs}', '["refused_attempt"]')`);
  expect(await findings()).toContainEqual(['seal', 'audit', 'its signature does not fit']);
  await owner.query(`update audit.seal set content = jsonb_set(content, '{offices,logs}', '["refused_attempt", "sign_in where false --"]')`);
  expect(await findings()).toContainEqual(['seal', 'offices', 'it covers tables that are not known here']);
});
