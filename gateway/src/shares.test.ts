import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Actor, exportRegister } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { rowsOf } from './testing/held-lock';
import { openGraph, type Graph } from './testing/open-graph';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';
import { codeOf, faultsIn } from './testing/posts';
import { statementsOf } from './testing/statements';

const [A, B] = ['430681102', '430681104'];
const everything = Object.keys(permissionLabels);
let city: City;
let graph: Graph;
let unit: string;
let ended: string;
let ofB: Actor;
let record: { id: string; operatorId: string };

const inUnit = (id: string, unitId: string | undefined, permissions = everything) => Actor.of({ id, name: id, unitName: '', personId: id }, [{ permissions, jurisdiction: [{ prefix: B }], ...(unitId ? { unitId } : {}) }], B);
const ofA = personOf('town A', [{ prefix: A }], A);
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const share = (actor: Actor, more: object = {}) => city.ask('enterprises', actor, 'mutation M($i: SharePremisesInput!) { shared: sharePremises(input: $i) { shares { id unitId holds } } }', { i: { id: record.id, unitId: unit, reason: 'joint check', ...more } });
const shareId = async () => ((dataOf(await city.ask('enterprises', ofA, 'query Q($id: ID!) { premises(id: $id) { shares { id } } }', { id: record.id })).premises as { shares: { id: string }[] }).shares[0]!).id;

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'shares');
  graph = await openGraph(city);
  const made = async (service: string, type: string, input: object, who = bureau) =>
    dataOf(await city.ask(service, who, `mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id ${type === 'Premises' ? 'operatorId' : ''} } }`, { i: input })).made as { id: string; operatorId: string };
  unit = (await made('offices', 'Unit', { name: '联合检查组', kind: 'OTHER', areaCode: B })).id;
  ofB = inUnit('of B', unit);
  ended = (await made('offices', 'Unit', { name: '已撤销', kind: 'OTHER', areaCode: B })).id;
  dataOf(await city.ask('offices', bureau, 'mutation M($i: EndUnitInput!) { endUnit(input: $i) { id } }', { i: { id: ended, version: 1, reason: 'over' } }));
  await untilHeard(city);
  record = await made('enterprises', 'Premises', { name: 'A works', kind: 'ENTERPRISE', areaCode: A, address: 'one' }, ofA);
  await made('enterprises', 'Premises', { name: 'A other', kind: 'ENTERPRISE', areaCode: A }, ofA);
});
afterAll(() => city.close());
beforeEach(() => rowsOf(city.url, 'delete from enterprises.share'));

/** What somebody finds, on every path: list, count, id, reference, figure, file. */
async function found(actor: Actor): Promise<readonly unknown[]> {
  const ask = (document: string, variables?: object) => city.ask('enterprises', actor, document, variables);
  const { list, sum } = dataOf(await ask('{ list: premisesList { totalCount nodes { name } } sum: premisesSummary { total } }')) as { list: { totalCount: number; nodes: { name: string }[] }; sum: { total: number } };
  const byId = codeOf(await ask('query Q($id: ID!) { premises(id: $id) { id } }', { id: record.id }));
  const entities = dataOf(await ask('query Q($r: [_Any!]!) { _entities(representations: $r) { ... on Premises { name } } }', { r: [{ __typename: 'Premises', id: record.id }] }))._entities as unknown[];
  const thing = city.composition.services.get('enterprises')!.definition.things[0]!;
  const lines = (await text(await exportRegister(city.contextOf('enterprises', actor), thing, { format: 'csv', columns: ['name'] }))).trim().split('\n').slice(1);
  return [list.nodes.map(({ name }) => name), list.totalCount, sum.total, byId, entities[0] !== null, lines.map((line) => line.trim())];
}
const NOTHING = [[], 0, 0, 'NOT_FOUND', false, []];
const THE_ONE = [['A works'], 1, 1, 'done', true, ['A works']];

describe('a premises that is shared', () => {
  it('is seen by the unit on every path while it is shared, and by nobody else of that town', async () => {
    expect(await found(ofB)).toEqual(NOTHING);
    dataOf(await share(ofA));
    expect(await found(ofB)).toEqual(THE_ONE);
    expect([await found(inUnit('of another unit', '00000000-0000-7000-8000-000000000000')), await found(inUnit('of none', undefined))]).toEqual([NOTHING, NOTHING]);
    dataOf(await city.ask('enterprises', ofA, 'mutation M($i: EndPremisesShareInput!) { ended: endPremisesShare(input: $i) { id } }', { i: { id: record.id, shareId: await shareId(), reason: 'done' } }));
    expect(await found(ofB)).toEqual(NOTHING);
  });

  it.each([['-1 day', '-1 day', false], ['-1 day', '0 day', true], ['0 day', null, true], ['1 day', null, false]])('from %s to %s of today is open: %s', async (from, to, open) => {
    const day = (span: string | null) => (span === null ? 'null' : `((now() at time zone 'Asia/Shanghai')::date + interval '${span}')::date`);
    await rowsOf(city.url, `insert into enterprises.share (id, type, record_id, unit_id, starts_on, ends_on, reason, created_at, created_by, created_by_name) values (gen_random_uuid(), 'Premises', '${record.id}', '${unit}', ${day(from)}, ${day(to)}, 'x', now(), 'x', 'x')`);
    expect(await found(ofB)).toEqual(open ? THE_ONE : NOTHING);
  });

  it('is opened to be read and taken away: not changed, not shared further, not looked at in full', async () => {
    dataOf(await share(ofA));
    const tried = [
      await city.ask('enterprises', ofB, 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id: record.id, version: 1, address: 'two' } }),
      await city.ask('enterprises', ofB, 'mutation M($i: EndPremisesInput!) { endPremises(input: $i) { id } }', { i: { id: record.id, version: 1, reason: 'x' } }),
      await city.ask('enterprises', ofB, 'mutation M($i: TransferPremisesInput!) { transferPremises(input: $i) { id } }', { i: { id: record.id, version: 1, areaCode: B, reason: 'x' } }),
      await city.ask('enterprises', ofB, 'mutation M($i: GradePremisesInput!) { gradePremises(input: $i) { id } }', { i: { id: record.id, version: 1, stars: 3, reason: 'x' } }),
      await city.ask('enterprises', ofB, 'mutation M($i: RevealInput!) { revealPremises(input: $i) }', { i: { id: record.id, field: 'responsiblePhone' } }),
      await share(ofB, { unitId: '00000000-0000-7000-8000-000000000000' }),
    ];
    expect(tried.map(codeOf)).toEqual(tried.map(() => 'FORBIDDEN'));
    const { premises } = dataOf(await city.ask('enterprises', ofB, 'query Q($id: ID!) { premises(id: $id) { allowedActions } }', { id: record.id }));
    expect(premises).toEqual({ allowedActions: [] });
  });

  it('opens to the posts that read premises, and only as far as they export them', async () => {
    dataOf(await share(ofA));
    expect(dataOf(await city.ask('enterprises', inUnit('reader', unit, ['premises.read']), '{ premisesList { totalCount } }')).premisesList).toEqual({ totalCount: 1 });
    expect(codeOf(await city.ask('enterprises', inUnit('clerk', unit, ['unit.read']), '{ premisesList { totalCount } }'))).toBe('FORBIDDEN');
  });

  it('says with whom, by the name of the unit, and keeps what was; the trail tells both', async () => {
    dataOf(await share(ofA, { endsOn: '2099-01-01' }));
    dataOf(await city.ask('enterprises', ofA, 'mutation M($i: EndPremisesShareInput!) { endPremisesShare(input: $i) { id } }', { i: { id: record.id, shareId: await shareId(), reason: 'over' } }));
    const answer = await graph.ask(ofA, 'query Q($id: ID!) { premises(id: $id) { open: shares { id } all: shares(former: true) { holds endsOn endReason endedByName unit { name } } history(first: 2) { action reason } } }', { id: record.id });
    expect(dataOf(answer).premises).toMatchObject({
      open: [],
      all: [{ holds: false, endsOn: '2099-01-01', endReason: 'over', endedByName: 'town A', unit: { name: '联合检查组' } }],
      history: [{ action: 'premises.end-share', reason: 'over' }, { action: 'premises.share', reason: 'joint check' }],
    });
  });

  it('is shared once with a unit, by who may share it there, with a reason and a day to come', async () => {
    dataOf(await share(ofA));
    const fields = async (more: object) => faultsIn(await share(ofA, more));
    expect([await fields({}), await fields({ unitId: 'x' }), await fields({ endsOn: '2020-01-01', reason: ' ' })]).toEqual([['unitId'], ['unitId'], ['reason', 'endsOn', 'unitId']]);
    expect(codeOf(await share(personOf('reader', [{ prefix: A }], A, ['premises.read'])))).toBe('FORBIDDEN');
    expect(codeOf(await share(personOf('town C', [{ prefix: '430681119' }])))).toBe('NOT_FOUND');
  });

  it('is shared with units that are there and have not ended, and with nothing else', async () => {
    for (const unitId of ['00000000-0000-7000-8000-000000000000', ended, record.id]) expect(faultsIn(await share(ofA, { unitId }))).toEqual(['unitId']);
    expect(await rowsOf(city.url, 'select 1 from enterprises.share')).toEqual([]);
    dataOf(await share(ofA, { unitId: unit.toUpperCase() }));
  });

  it('takes as many statements for a page as for a record', async () => {
    dataOf(await share(ofA));
    const count = async (first: number) => (await statementsOf(() => city.ask('enterprises', ofA, `{ premisesList(first: ${first}) { nodes { shares(former: true) { id } } } }`), 'enterprises')).length;
    expect(await count(2)).toBe(await count(1));
  });
});
