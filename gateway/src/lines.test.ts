import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Actor } from '@moduan/kernel';
import { dataOf, openCity, personOf, type City } from './testing/open-city';

const CITY = '430681';
const bureau = personOf('bureau', [{ prefix: CITY }], CITY);
const market = personOf('market', [{ prefix: CITY, lines: ['MARKET'] }], CITY);
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'lines');
});
afterAll(() => city.close());

const ask = (actor: Actor, document: string, i: object) => city.ask('enterprises', actor, document, { i });
const enter = async (name: string, lineOfWork: string, kind = 'ENTERPRISE') =>
  dataOf(await ask(bureau, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version } }', { name, kind, areaCode: '430681102', lineOfWork })).made as { id: string; version: number };
const LICENCE = 'mutation M($i: CreateLicenceInput!) { made: createLicence(input: $i) { id version lineOfWork } }';
const END = 'mutation M($i: EndPremisesInput!) { ended: endPremises(input: $i) { version } }';
const GRADE = 'mutation M($i: GradePremisesInput!) { graded: gradePremises(input: $i) { id version } }';
const TRANSFER = 'mutation M($i: TransferPremisesInput!) { moved: transferPremises(input: $i) { id } }';
const numbers = async (actor: Actor) => (dataOf(await city.ask('enterprises', actor, '{ licences { nodes { number } } }')).licences as { nodes: { number: string }[] }).nodes.map(({ number }) => number);

describe('an industry department', () => {
  it('keeps the licences of its line: enters, reads and amends them, and no others', async () => {
    const [own, other] = [await enter('own', 'MARKET'), await enter('other', 'FIRE')];
    const { id, version, lineOfWork } = dataOf(await ask(market, LICENCE, { number: 'M-1', kind: 'FOOD', premisesId: own.id })).made as { id: string; version: number; lineOfWork: string };
    expect(lineOfWork).toBe('MARKET');
    expect((await ask(market, 'mutation M($i: AmendLicenceInput!) { amendLicence(input: $i) { id } }', { id, version, issuer: 'it' })).errors).toBeUndefined();
    expect((await ask(market, LICENCE, { number: 'M-2', kind: 'FOOD', premisesId: other.id })).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    dataOf(await ask(bureau, LICENCE, { number: 'F-1', kind: 'FIRE', premisesId: other.id }));
    expect(await numbers(market)).toEqual(['M-1']);
    expect((await numbers(bureau)).sort()).toEqual(['F-1', 'M-1']);
  });

  it('loses sight of a licence when its premises comes under another line', async () => {
    const moving = await enter('moving', 'MARKET');
    dataOf(await ask(market, LICENCE, { number: 'M-3', kind: 'FOOD', premisesId: moving.id }));
    dataOf(await ask(bureau, 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { id: moving.id, version: moving.version, lineOfWork: 'FIRE' }));
    expect(await numbers(market)).not.toContain('M-3');
  });

  it('sees the star changes of its line', async () => {
    for (const [name, line] of [['graded', 'MARKET'], ['graded too', 'FIRE']] as const) dataOf(await ask(bureau, GRADE, { ...(await enter(name, line)), stars: 3, reason: 'x' }));
    expect(dataOf(await city.ask('enterprises', market, '{ starChanges { totalCount } }')).starChanges).toEqual({ totalCount: 1 });
  });
});

describe('an ended premises', () => {
  it.each([['transferred', TRANSFER, { areaCode: '430681102', reason: 'x' }], ['graded', GRADE, { stars: 2, reason: 'x' }]] as const)('is not %s any more', async (_what, document, more) => {
    const { id, version } = await enter('gone', 'FIRE');
    const ended = dataOf(await ask(bureau, END, { id, version, reason: 'closed' })).ended as { version: number };
    expect((await ask(bureau, document, { id, version: ended.version, ...more })).errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
  });

  it('gets no new licence', async () => {
    const { id, version } = await enter('gone too', 'FIRE');
    dataOf(await ask(bureau, END, { id, version, reason: 'closed' }));
    expect((await ask(bureau, LICENCE, { number: 'E-1', kind: 'FIRE', premisesId: id })).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
  });
});

it('takes the stars off what is no enterprise any more', async () => {
  const { id, version } = dataOf(await ask(bureau, GRADE, { ...(await enter('was a works', 'FIRE')), stars: 4, reason: 'x' })).graded as { id: string; version: number };
  const document = 'mutation M($i: AmendPremisesInput!) { amended: amendPremises(input: $i) { stars supervisor } }';
  expect(dataOf(await ask(bureau, document, { id, version, kind: 'SHOP' })).amended).toEqual({ stars: null, supervisor: 'VILLAGE' });
});

it('names a reason at fault in every action that asks for one', async () => {
  const { id, version } = await enter('reasons', 'FIRE');
  for (const [document, more] of [[TRANSFER, { areaCode: '430681102' }], [GRADE, { stars: 1 }], [END, {}]] as const)
    for (const reason of [' ', 'x'.repeat(501), 'a\u0000b']) expect((await ask(bureau, document, { id, version, reason, ...more })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', details: { fields: expect.arrayContaining([expect.objectContaining({ path: 'reason' })]) } });
});
