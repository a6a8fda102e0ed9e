import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { recordRefusals, RequestContext, SecretBox, verifyAudit, type Actor } from '@moduan/kernel';
import { compose, definitions } from './composition';
import { rowsOf } from './testing/held-lock';
import { oneAtATime, openCity, personOf, testKeys, type City } from './testing/open-city';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const script = personOf('script', [{ prefix: '430681119' }], '430681119', ['premises.read']);
const other = personOf('other', [{ prefix: '430681102' }], '430681102', ['premises.read']);

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'refusals_counted');
});
afterAll(() => city.close());
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: NOON }));
afterEach(() => vi.useRealTimers());

type Services = City['composition']['services'];
const refuse = async (services: Services, actor: Actor, operation: string, times: number, address = '127.0.0.1') => {
  const context = services.get('enterprises')!.contextOf(new RequestContext(actor, 'test', address));
  for (let i = 0; i < times; i++) await recordRefusals(context, [{ operation, code: 'FORBIDDEN', recordId: null }]);
};
const kept = () => rowsOf(city.url, 'select created_by, address, operation, count(*)::int as rows, sum(times)::int as times from enterprises.refused_attempt group by 1, 2, 3 order by 1, 2, 3');
const verified = async () => {
  const owner = new Client({ connectionString: city.url });
  await owner.connect();
  try {
    return await verifyAudit(owner, { ownerUrl: city.url, secrets: new SecretBox(testKeys) }, definitions);
  } finally {
    await owner.end();
  }
};

describe('a program that is refused without end', () => {
  it('is written down sixty times a minute, then counted: everybody else one by one', async () => {
    const { services } = city.composition;
    await refuse(services, script, 'Mutation.endPremises', 65);
    await refuse(services, script, 'Mutation.endLicence', 3);
    await refuse(services, script, 'Mutation.endPremises', 2, '10.0.0.9');
    await refuse(services, other, 'Mutation.endPremises', 2);
    expect(await kept()).toEqual([
      { created_by: other.id, address: '127.0.0.1', operation: 'Mutation.endPremises', rows: 2, times: 2 },
      { created_by: script.id, address: '10.0.0.9', operation: 'Mutation.endPremises', rows: 2, times: 2 },
      { created_by: script.id, address: '127.0.0.1', operation: 'Mutation.endPremises', rows: 60, times: 60 },
    ]);
    vi.setSystemTime(NOON + 60_000);
    await refuse(services, script, 'Mutation.endPremises', 1);
    expect((await kept()).at(-1)).toMatchObject({ rows: 61, times: 61 });
  });

  it('is seen whole when the minute is over, or when the service ends, each count as a row with a mark', async () => {
    const again = await oneAtATime(inject('postgresUrl'), () => compose({ ownerUrl: city.url, secrets: new SecretBox(testKeys) }, () => {}));
    await refuse(again.services, script, 'Mutation.createPremises', 100);
    await refuse(again.services, script, 'Mutation.endLicence', 7);
    await again.close();
    const counted = await rowsOf(city.url, `select operation, times from enterprises.refused_attempt where times > 1 order by operation`);
    expect(counted).toEqual([{ operation: 'Mutation.createPremises', times: 40 }, { operation: 'Mutation.endLicence', times: 7 }]);
    expect((await verified()).findings).toEqual([]);
    await rowsOf(city.url, `update enterprises.refused_attempt set times = 1 where times = 40`);
    expect((await verified()).findings).toMatchObject([{ what: 'changed', service: 'enterprises' }]);
  });
});
