import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeCreditCode } from '@moduan/schema/codes';
import { similarAddress } from '@moduan/enterprises/premises/import/similar';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, type City } from './testing/open-city';
import { statementsOf } from './testing/statements';

const TOWN = '430681102';
const office = personOf('town', [{ prefix: TOWN }], TOWN);
const other = personOf('other', [{ prefix: '430681104' }], '430681104');
const reader = personOf('reader', [{ prefix: TOWN }], TOWN, ['premises.read']);
const code = (i: number) => makeCreditCode({ division: '430681', body: `MG${String(i).padStart(6, '0')}` });

interface Made {
  readonly id: string;
  readonly version: number;
}
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'merging');
});
afterAll(() => city.close());

const ask = (actor: typeof office, document: string, i: object) => city.ask('enterprises', actor, document, { i });
const make = async (type: string, input: object, actor = office) => dataOf(await ask(actor, `mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id version } }`, input)).made as Made;
const enter = (input: object, actor = office) => make('Premises', { kind: 'SHOP', areaCode: `${actor.homeArea}201`, ...input }, actor);
const read = async (id: string, what: string, actor = office) => dataOf(await city.ask('enterprises', actor, `query Q($id: ID!) { premises(id: $id) { ${what} } }`, { id })).premises as Record<string, unknown>;
const alike = async (id: string, actor = office) => ((await read(id, 'alike { premises { id } certainty }', actor)).alike as { premises: Made; certainty: string }[]).map(({ premises, certainty }) => [premises.id, certainty]);
const MERGE = 'mutation M($i: MergePremisesInput!) { kept: mergePremises(input: $i) { id version name address responsiblePhone history { action reason changes { field to } } } }';
const APART = 'mutation M($i: TellPremisesApartInput!) { one: tellPremisesApart(input: $i) { alike { certainty } } }';
const merge = (kept: Made, ended: Made, take: string[] = [], more: object = {}) => ask(office, MERGE, { id: kept.id, version: kept.version, otherId: ended.id, otherVersion: ended.version, take, reason: '同一家', ...more });
const codeOf = ({ errors }: Awaited<ReturnType<typeof merge>>) => errors?.[0]?.extensions.code;

describe('possible duplicates', () => {
  it('are the same code, kind and place, or a name and an address written alike; with how sure it is', async () => {
    const one = await enter({ name: '甲超市', creditCode: code(1), address: '新市镇团山村三组' });
    const same = await enter({ name: '甲超市分店', creditCode: code(1), address: '汨罗市新市镇团山村3组' });
    const farther = await enter({ name: '甲超市二店', creditCode: code(1), address: '新市镇八里村集镇' });
    const written = await enter({ name: '甲 超市（个体工商户）', address: '湖南省汨罗市新市镇团山村三组' });
    await enter({ name: '甲超市', creditCode: code(2), address: '新市镇团山村三组' });
    await enter({ name: '甲超市', kind: 'ENTERPRISE', creditCode: code(3), address: '白水镇', areaCode: `${TOWN}201` });
    expect(await alike(one.id)).toEqual([[same.id, 'CERTAIN'], [written.id, 'LIKELY'], [farther.id, 'UNSURE']]);
    const all = dataOf(await city.ask('enterprises', office, '{ possibleDuplicates(first: 2) { totalCount nodes { one { id } other { id } certainty reason } } }', {})).possibleDuplicates as { totalCount: number; nodes: { certainty: string }[] };
    expect(all.totalCount).toBeGreaterThanOrEqual(4);
    expect(all.nodes[0]).toMatchObject({ one: { id: one.id }, other: { id: same.id }, certainty: 'CERTAIN' });
  });

  it('are nobody’s who can not read both: in the record and in the list', async () => {
    const mine = await enter({ name: '边界店', address: '汨罗市边界路一号' });
    await enter({ name: '边界店', address: '汨罗市边界路一号', areaCode: '430681104' }, other);
    expect(await alike(mine.id)).toEqual([]);
    const list = dataOf(await city.ask('enterprises', other, '{ possibleDuplicates { totalCount } }', {})).possibleDuplicates;
    expect(list).toEqual({ totalCount: 0 });
  });

  it('are told apart for good, with the reason in both histories', async () => {
    const [one, two] = [await enter({ name: '乙粮油', address: '新市街12号' }), await enter({ name: '乙粮油', address: '新市街12号' })];
    expect(await alike(one.id)).toEqual([[two.id, 'LIKELY']]);
    expect(codeOf(await ask(reader, APART, { id: one.id, otherId: two.id, reason: '两家' }))).toBe('FORBIDDEN');
    expect(dataOf(await ask(office, APART, { id: two.id, otherId: one.id, reason: '楼上楼下两家' })).one).toEqual({ alike: [] });
    expect(await alike(one.id)).toEqual([]);
    for (const { id } of [one, two]) expect((await read(id, 'history { action reason }')).history).toEqual(expect.arrayContaining([{ action: 'premises.tell-apart', reason: '楼上楼下两家' }]));
  });

  it('are told apart under one code too, and pairs with others stay', async () => {
    const at = { kind: 'STATION', creditCode: code(9), address: '新市街30号' };
    const [one, two, three] = [await enter({ name: '一泵', ...at }), await enter({ name: '二泵', ...at }), await enter({ name: '三泵', ...at })];
    dataOf(await ask(office, APART, { id: one.id, otherId: two.id, reason: '两台' }));
    expect([await alike(one.id), await alike(two.id)]).toEqual([[[three.id, 'CERTAIN']], [[three.id, 'CERTAIN']]]);
  });

  it('are asked for in the same statements for one record and for many', async () => {
    const list = (first: number) => statementsOf(() => city.ask('enterprises', office, `{ premisesList(first: ${first}) { nodes { id alike { premises { name } certainty } responsibleSides { side reason } placement { reason } } } }`), 'enterprises');
    for (const name of ['同名店', '同名店']) await enter({ name, address: '同一条路1号' });
    await list(1);
    expect((await list(50)).sort()).toEqual((await list(1)).sort());
  });

  it.each([
    ['湖南省汨罗市新市镇团山村三组', '汨罗市新市镇团山村3组'], ['汨罗市新市镇团山村', '新市镇团山村'], ['汨罗市新市镇团山村（107国道旁）', '汨罗市新市镇团山村107国道旁'],
    ['汨罗市屈子祠镇双楚村', '汨罗市白水镇西长村'], ['汨罗市建设西路12号', '汨罗市人民路88号'], ['ＡＢ大厦１号', 'AB大厦1号'], ['号', '汨罗市人民路88号'],
  ])('are compared by the database as by the import: %s, %s', async (a, b) => {
    expect(await rowsOf(city.url, 'select enterprises.addresses_alike($1, $2) as alike', [a, b])).toEqual([{ alike: similarAddress(a, b) }]);
  });
});

describe('a merge', () => {
  it('takes what was chosen, moves what belongs to it, and leaves both histories open', async () => {
    const kept = await enter({ name: '丙厂', address: '旧址' });
    const ended = await enter({ name: '丙工厂', address: '新址', responsiblePhone: '13900001234', employees: 7 });
    const licence = await make('Licence', { number: 'MERGE-1', kind: 'FOOD', premisesId: ended.id });
    await make('Insurance', { policyNumber: 'P1', insurer: '甲保险', premisesId: ended.id, validFrom: '2026-01-01', validUntil: '2027-01-01' });
    const { kept: record } = dataOf(await merge(kept, ended, ['address', 'responsiblePhone'])) as { kept: { history: { action: string; changes: object[] }[] } };
    expect(record).toMatchObject({ id: kept.id, version: 2, name: '丙厂', address: '新址', responsiblePhone: '139****1234' });
    expect(record.history.slice(0, 2).flatMap(({ changes }) => changes)).toEqual(expect.arrayContaining([{ field: 'address', to: '新址' }, { field: 'mergedFrom', to: '丙工厂' }]));
    expect(await read(kept.id, 'employees insuredUntil')).toEqual({ employees: null, insuredUntil: '2027-01-01' });
    expect(await read(ended.id, 'endReason insuredUntil mergedInto { id } history { action reason }')).toMatchObject({ endReason: '同一家', insuredUntil: null, mergedInto: { id: kept.id }, history: [{ action: 'premises.merge', reason: '同一家' }, { action: 'premises.create' }] });
    const moved = dataOf(await city.ask('enterprises', office, 'query Q($id: ID!) { licence(id: $id) { premisesId version history { action } } }', { id: licence.id })).licence;
    expect(moved).toEqual({ premisesId: kept.id, version: 2, history: [{ action: 'licence.merge' }, { action: 'licence.create' }] });
    const into = dataOf(await city.ask('enterprises', office, 'query Q($ids: [ID!]) { premisesList(filter: { mergedIntoId: $ids }) { nodes { id } } }', { ids: [kept.id] })).premisesList;
    expect(into).toEqual({ nodes: [{ id: ended.id }] });
  });

  it('has one effect when two people do it at once, either way round', async () => {
    const [one, two] = [await enter({ name: '丁店一' }), await enter({ name: '丁店二' })];
    const held = await holdLock(city.url, 'select from enterprises.premises where id = $1 for update', [one.id]);
    const both = Promise.all([merge(one, two), merge(two, one)]);
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    const codes = (await both).map(codeOf);
    expect(codes.filter((each) => each === undefined)).toHaveLength(1);
    expect(codes).toContainEqual(expect.stringMatching(/CONFLICT|ILLEGAL_TRANSITION/));
    const rows = await rowsOf(city.url, 'select ended_at, merged_into_id from enterprises.premises where id = any($1)', [[one.id, two.id]]);
    expect(rows.filter(({ merged_into_id: into }) => into)).toHaveLength(1);
  });

  it('refuses what was changed since it was compared, itself, derived fields, and who may not', async () => {
    const [one, two] = [await enter({ name: '戊一' }), await enter({ name: '戊二' })];
    expect(codeOf(await merge(one, { ...two, version: 9 }))).toBe('CONFLICT');
    expect(codeOf(await merge(one, one))).toBe('INVALID_INPUT');
    expect(codeOf(await merge(one, two, ['stars']))).toBe('INVALID_INPUT');
    expect(codeOf(await merge(one, two, [], { reason: ' ' }))).toBe('INVALID_INPUT');
    const gone = await enter({ name: '戊四' });
    dataOf(await ask(office, 'mutation M($i: EndPremisesInput!) { made: endPremises(input: $i) { id } }', { id: gone.id, version: 1, reason: '注销' }));
    expect([codeOf(await merge(one, { ...gone, version: 2 })), codeOf(await merge({ ...gone, version: 2 }, one))]).toEqual(['ILLEGAL_TRANSITION', 'ILLEGAL_TRANSITION']);
    const theirs = await enter({ name: '戊三' }, other);
    expect(codeOf(await merge(one, theirs))).toBe('NOT_FOUND');
    expect(codeOf(await ask(reader, MERGE, { id: one.id, version: 1, otherId: two.id, otherVersion: 1, take: [], reason: 'x' }))).toBe('FORBIDDEN');
  });
});

describe('a successor', () => {
  const SUCCEED = 'mutation M($i: SucceedPremisesInput!) { answer: succeedPremises(input: $i) { succeeded { id successorId succeededOn endReason } refused { id name message } } }';
  const succeed = (ids: string[], successorId: string) => ask(office, SUCCEED, { ids, successorId, on: '2026-11-01', reason: '撤点并站' });

  it('carries on what several did: they end, take nothing along, and name it', async () => {
    const [one, two, into] = [await enter({ name: '一站' }), await enter({ name: '二站' }), await enter({ name: '总站' })];
    const licence = await make('Licence', { number: 'STAYS', kind: 'FOOD', premisesId: one.id });
    const { answer } = dataOf(await succeed([one.id, two.id], into.id)) as { answer: { succeeded: object[]; refused: object[] } };
    expect(answer.succeeded).toEqual([one, two].map(({ id }) => ({ id, successorId: into.id, succeededOn: '2026-11-01', endReason: '撤点并站' })));
    expect(await rowsOf(city.url, 'select premises_id from enterprises.licence where id = $1', [licence.id])).toEqual([{ premises_id: one.id }]);
    const { answer: again } = dataOf(await succeed([one.id], into.id)) as { answer: { succeeded: object[]; refused: object[] } };
    expect([again.succeeded, again.refused]).toEqual([[], [{ id: one.id, name: '一站', message: expect.any(String) }]]);
    expect(codeOf(await succeed([into.id], one.id))).toBe('INVALID_INPUT');
  });

  it('is never itself', async () => {
    const one = await enter({ name: '独站' });
    expect(codeOf(await succeed([one.id], one.id))).toBe('INVALID_INPUT');
  });
});
