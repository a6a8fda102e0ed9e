import { text } from 'node:stream/consumers';
import { postsOf } from '@moduan/offices/session/posts-of';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exportRegister, type Actor } from '@moduan/kernel';
import { creditCode } from './testing/fill-city';
import { openGraph, type Graph } from './testing/open-graph';
import { dataOf, openCity, untilHeard, type City } from './testing/open-city';
import { administrator, codeOf, faultsIn, postsOffice, type PostsOffice } from './testing/posts';

const [CITY, TOWN] = ['430681', '430681102'];
const READS = ['premises', 'operator', 'licence', 'star'].map((noun) => `${noun}.read`);
const ACTS = ['premises.amend', 'premises.end', 'premises.export', 'premises.reveal', 'premises.grade', 'operator.amend', 'operator.export', 'licence.create', 'licence.export', 'star.export'];

interface Known {
  readonly id: string;
  readonly version: number;
  readonly operatorId: string;
}

let city: City;
let graph: Graph;
let office: PostsOffice;
let officer: Actor;
let [own, sister, other]: Known[] = [];

const ask = (actor: Actor, document: string, variables?: object) => city.ask('enterprises', actor, document, variables);
const act = (actor: Actor, mutation: string, i: object) => ask(actor, `mutation M($i: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { made: ${mutation}(input: $i) { id } }`, { i });

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'enterprise_officer');
  graph = await openGraph(city);
  office = postsOffice(city, postsOf);
  for (const [code, name] of [[CITY, '汨罗市'], [TOWN, '新市镇']]) await city.ask('grids', administrator, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code, name } });
  await untilHeard(city);
  // Two of one operator, one of another.
  const enter = async (name: string, code: string) =>
    dataOf(await ask(administrator, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version operatorId } }', { i: { name, kind: 'ENTERPRISE', areaCode: TOWN, creditCode: code, responsiblePhone: '13800138000' } })).made as Known;
  [own, sister, other] = [await enter('own', creditCode(1, 'EF')), await enter('sister', creditCode(1, 'EF')), await enter('other', creditCode(2, 'EF'))];
  for (const { id, version } of [own!, sister!, other!]) {
    dataOf(await act(administrator, 'createLicence', { number: `L ${id}`, kind: 'FOOD', premisesId: id }));
    dataOf(await act(administrator, 'gradePremises', { id, version, stars: 3, reason: 'dust' }));
  }
  const person = await office.person('Officer');
  await office.appoint({ person, permissions: [...READS, ...ACTS], areaCode: TOWN, premisesIds: [own!.id.toUpperCase()] });
  officer = await office.actor(person);
});
afterAll(() => city.close());

it('has the premises named in the appointment as the whole of its reach', () => {
  expect(officer.reach('premises.read')).toEqual([{ prefix: TOWN, premises: [own!.id] }]);
});

describe('finds its own premises, with its operator, licences and stars, and nothing else', () => {
  it('in lists, counts and figures', async () => {
    const lists = dataOf(await ask(officer, `{
      premisesList { totalCount nodes { id } } operators { totalCount nodes { id } } licences { totalCount nodes { premisesId } } starChanges { totalCount nodes { premisesId } }
      premisesSummary { total by(dimension: AREA_TOWN) { value count } } licenceSummary { total } starChangeSummary { total }
    }`));
    expect(lists).toEqual({
      premisesList: { totalCount: 1, nodes: [{ id: own!.id }] },
      operators: { totalCount: 1, nodes: [{ id: own!.operatorId }] },
      licences: { totalCount: 1, nodes: [{ premisesId: own!.id }] },
      starChanges: { totalCount: 1, nodes: [{ premisesId: own!.id }] },
      premisesSummary: { total: 1, by: [{ value: TOWN, count: 1 }] }, licenceSummary: { total: 1 }, starChangeSummary: { total: 1 },
    });
  });

  it('by filter: not by the code, the name or the operator that another one shares', async () => {
    const filters = [{ search: 'sister' }, { operatorId: [own!.operatorId] }, { creditCode: { is: creditCode(1, 'EF') } }, { ids: [sister!.id, other!.id] }];
    const counts = await Promise.all(filters.map(async (filter) => (dataOf(await ask(officer, 'query Q($f: PremisesFilter) { premisesList(filter: $f) { totalCount } }', { f: filter })).premisesList as { totalCount: number }).totalCount));
    expect(counts).toEqual([0, 1, 1, 0]);
  });

  it('by id and by reference', async () => {
    const byId = async ({ id }: Known) => codeOf(await ask(officer, 'query Q($id: ID!) { premises(id: $id) { id } }', { id }));
    expect([await byId(own!), await byId(sister!), await byId(other!)]).toEqual(['done', 'NOT_FOUND', 'NOT_FOUND']);
    const representations = [own!, sister!, other!].map(({ id }) => ({ __typename: 'Premises', id })).concat([own!, other!].map(({ operatorId }) => ({ __typename: 'Operator', id: operatorId })));
    const { _entities } = dataOf(await ask(officer, 'query Q($r: [_Any!]!) { _entities(representations: $r) { __typename } }', { r: representations }));
    expect((_entities as (object | null)[]).map((entity) => entity !== null)).toEqual([true, false, false, true, false]);
  });

  it('behind other records, through the whole graph, with the names of its areas', async () => {
    const answer = await graph.ask(officer, '{ licences { nodes { premises { id operator { id } area { name } } } } starChanges { nodes { premises { id } } } }');
    expect(dataOf(answer)).toMatchObject({ licences: { nodes: [{ premises: { id: own!.id, operator: { id: own!.operatorId }, area: { name: '新市镇' } } }] }, starChanges: { nodes: [{ premises: { id: own!.id } }] } });
  });

  it('in files', async () => {
    const things = city.composition.services.get('enterprises')!.definition.things.filter(({ register }) => officer.may(`${register.noun}.export`));
    expect(things).toHaveLength(4);
    for (const thing of things) expect([thing.table, (await text(await exportRegister(city.contextOf('enterprises', officer), thing, { format: 'csv' }))).trim().split('\n').length]).toEqual([thing.table, 2]);
  });

  it('in what it may change: its own alone', async () => {
    const { version } = (dataOf(await ask(officer, 'query Q($id: ID!) { premises(id: $id) { version } }', { id: own!.id })).premises as Known);
    expect(codeOf(await act(officer, 'amendPremises', { id: own!.id, version, safetyOfficer: '王五' }))).toBe('done');
    expect(codeOf(await act(officer, 'amendOperator', { id: own!.operatorId, version: 1, formerNames: 'x' }))).toBe('done');
    const tried = [
      await act(officer, 'amendPremises', { id: sister!.id, version: 2, safetyOfficer: 'x' }), await act(officer, 'endPremises', { id: other!.id, version: 2, reason: 'x' }), await act(officer, 'gradePremises', { id: sister!.id, version: 2, stars: 1, reason: 'x' }),
      await act(officer, 'amendOperator', { id: other!.operatorId, version: 1, formerNames: 'x' }), await act(officer, 'createLicence', { number: 'new', kind: 'FOOD', premisesId: sister!.id }),
      await ask(officer, 'mutation M($i: RevealInput!) { revealPremises(input: $i) }', { i: { id: sister!.id, field: 'responsiblePhone' } }),
    ];
    expect(tried.map(codeOf)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'INVALID_INPUT', 'NOT_FOUND']);
  });
});

it('is shown with its premises in the register of appointments, found by them, and not by ids that are none', async () => {
  const bureau = await graph.ask(administrator, 'query Q($ids: [ID!]) { list: appointments(filter: { premisesIds: $ids }) { nodes { premisesIds premises { name } } } without: appointments(filter: { premisesIdsMissing: true }) { totalCount } }', { ids: [own!.id] });
  expect(dataOf(bureau)).toEqual({ list: { nodes: [{ premisesIds: [own!.id], premises: [{ name: 'own' }] }] }, without: { totalCount: 0 } });
  const person = await office.person('Nobody');
  const unitId = await office.unit('Works');
  const post = { post: 'OTHER', personId: person, unitId, roleId: await office.role(['premises.read']), areaCode: TOWN, startsOn: '2026-01-01' };
  expect(faultsIn(await office.run(administrator, 'createAppointment', { ...post, premisesIds: ['x'] }))).toEqual(['premisesIds']);
});

describe('an industry department', () => {
  it('sees its line in the whole city, and no premises without one', async () => {
    const [market, none] = [await office.person('Market'), 'no line'];
    await office.appoint({ person: market, permissions: READS, areaCode: CITY, lines: ['MARKET', 'COMMERCE'] });
    for (const [name, areaCode, lineOfWork] of [['m1', TOWN, 'MARKET'], ['m2', CITY, 'COMMERCE'], ['fire', TOWN, 'FIRE'], [none, TOWN, undefined]]) dataOf(await act(administrator, 'createPremises', { name, areaCode, kind: 'SHOP', lineOfWork }));
    const { list, sum } = dataOf(await ask(await office.actor(market), '{ list: premisesList { nodes { name } } sum: premisesSummary { total by(dimension: LINE_OF_WORK) { value count } } }')) as { list: { nodes: { name: string }[] }; sum: object };
    expect(list.nodes.map(({ name }) => name).sort()).toEqual(['m1', 'm2']);
    expect(sum).toEqual({ total: 2, by: expect.arrayContaining([{ value: 'MARKET', count: 1 }, { value: 'COMMERCE', count: 1 }]) as unknown });
  });
});
