import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type Answer, type City } from './testing/open-city';

const TOWN = '430681102';
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const office = personOf('town', [{ prefix: TOWN }], TOWN);
let city: City;
let unit: string;
let second: string;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'belongings');
  for (const [code, name] of [['430681', '汨罗市'], [TOWN, '新市镇'], [`${TOWN}201`, '团山村']]) dataOf(await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code, name } }));
  const units = async (name: string) => (dataOf(await city.ask('offices', bureau, 'mutation M($i: CreateUnitInput!) { made: createUnit(input: $i) { id } }', { i: { name, kind: 'DEPARTMENT', areaCode: '430681' } })).made as { id: string }).id;
  [unit, second] = [await units('自然资源局'), await units('商务局')];
  await untilHeard(city);
});
afterAll(() => city.close());

const ask = (document: string, i: object, actor = office) => city.ask('enterprises', actor, document, { i });
const make = (type: string, input: object, actor = office) => ask(`mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id version } }`, input, actor);
const made = async (type: string, input: object, actor = office) => dataOf(await make(type, input, actor)).made as { id: string; version: number };
const enter = (input: object = {}) => made('Premises', { name: '某店', kind: 'SHOP', areaCode: `${TOWN}201`, ...input });
const read = async (id: string, what: string) => dataOf(await city.ask('enterprises', office, `query Q($id: ID!) { premises(id: $id) { ${what} } }`, { id }, 'zh')).premises;
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code ?? 'done';
const faultsOf = ({ errors }: Answer) => (errors![0]!.extensions.details as { fields: { path: string; message: string }[] }).fields;

describe('a cap of licences', () => {
  it('refuses one too many with the figures, and lets one in again when another ends', async () => {
    const cap = await made('LicenceCap', { ground: '2026 年规划', kind: 'FIREWORKS', areaCode: TOWN, most: 1 });
    const { id } = await enter();
    const first = await made('Licence', { number: 'F1', kind: 'FIREWORKS', premisesId: id });
    const refused = await make('Licence', { number: 'F2', kind: 'FIREWORKS', premisesId: id });
    expect(faultsOf(refused)).toEqual([{ path: 'kind', message: expect.stringMatching(/新市镇的“烟花爆竹零售许可”总量为 1 件，已有 1 件/) }]);
    expect(codeOf(await make('Licence', { number: 'F3', kind: 'FOOD', premisesId: id }))).toBe('done');
    expect(dataOf(await city.ask('enterprises', office, 'query Q($id: ID!) { licenceCap(id: $id) { most used } }', { id: cap.id })).licenceCap).toEqual({ most: 1, used: 1 });
    dataOf(await ask('mutation M($i: EndLicenceInput!) { endLicence(input: $i) { id } }', { id: first.id, version: 1, reason: '注销' }));
    expect(codeOf(await make('Licence', { number: 'F2', kind: 'FIREWORKS', premisesId: id, validUntil: '2020-01-01' }))).toBe('done');
    const expired = dataOf(await city.ask('enterprises', office, '{ licences(filter: { search: "F2" }) { nodes { id version } } }')).licences as { nodes: { id: string; version: number }[] };
    const renew = (validUntil: string) => ask('mutation M($i: AmendLicenceInput!) { amendLicence(input: $i) { id } }', { ...expired.nodes[0]!, validUntil });
    await made('Licence', { number: 'F4', kind: 'FIREWORKS', premisesId: id });
    expect(codeOf(await renew('2099-01-01'))).toBe('INVALID_INPUT');
  });

  it('lets in as many as there is room for when fifty are entered at once', async () => {
    await made('LicenceCap', { ground: '总量', kind: 'GAS', areaCode: '430681', most: 5 }, bureau);
    const { id } = await enter();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => make('Licence', { number: `G${i}`, kind: 'GAS', premisesId: id })));
    expect(answers.map(codeOf).filter((each) => each === 'done')).toHaveLength(5);
    expect(await rowsOf(city.url, `select count(*)::int as count from enterprises.licence where kind = 'GAS'`)).toEqual([{ count: 5 }]);
  }, 60_000);
});

describe('insurance', () => {
  const endPolicy = (id: string) => ask('mutation M($i: EndInsuranceInput!) { endInsurance(input: $i) { id } }', { id, version: 1, reason: '退保' });

  it('tells until when premises are insured, whatever becomes of its policies', async () => {
    const { id } = await enter();
    const policy = (policyNumber: string, validUntil: string) => made('Insurance', { policyNumber, insurer: '甲', premisesId: id, validFrom: '2025-01-01', validUntil });
    const [, longer] = await Promise.all([policy('A1', '2026-01-01'), policy('A2', '2027-06-30')]);
    expect(await read(id, 'insuredUntil')).toEqual({ insuredUntil: '2027-06-30' });
    dataOf(await endPolicy(longer!.id));
    expect(await read(id, 'insuredUntil')).toEqual({ insuredUntil: '2026-01-01' });
    const { premisesList } = dataOf(await city.ask('enterprises', office, '{ premisesList(filter: { insuredUntilMissing: true }) { totalCount } }'));
    expect((premisesList as { totalCount: number }).totalCount).toBeGreaterThan(0);
  });

  it('names what is wrong with a policy', async () => {
    const { id } = await enter();
    const refused = await make('Insurance', { policyNumber: 'A9', insurer: '甲', premisesId: id, validFrom: '2026-01-01', validUntil: '2025-01-01', coverFen: 1.5 });
    expect(faultsOf(refused).map(({ path }) => path)).toEqual(['validUntil', 'coverFen']);
  });
});

it('knows which stock is over its limit, and asks when it was seen', async () => {
  const { id } = await enter();
  expect(faultsOf(await make('StockLimit', { substance: '烟花', premisesId: id, most: 10, unit: 'BOX', stock: 3 })).map(({ path }) => path)).toEqual(['stockOn']);
  await made('StockLimit', { substance: '烟花', premisesId: id, most: 10, unit: 'BOX', stock: 11, stockOn: '2026-11-01' });
  await made('StockLimit', { substance: '爆竹', premisesId: id, most: 10, unit: 'BOX', stock: 10, stockOn: '2026-11-01' });
  expect(dataOf(await city.ask('enterprises', office, '{ stockLimits(filter: { overLimit: true }) { nodes { substance } } }')).stockLimits).toEqual({ nodes: [{ substance: '烟花' }] });
});

describe('supervising bodies', () => {
  it('are none, one or several for premises that must have exactly one, and not asked of others', async () => {
    const mine = await enter({ name: '某矿', kind: 'ENTERPRISE', tags: ['NON_COAL_MINE'] });
    const rule = await made('DepartmentRule', { ground: '非煤矿山专委会', tag: 'NON_COAL_MINE', unitId: unit, areaCode: '430681', soleSupervisor: true }, bureau);
    const sole = async (id: string) => ((await read(id, 'soleSupervision')) as { soleSupervision: string | null }).soleSupervision;
    expect(await sole(mine.id)).toBe('NONE');
    const supervise = (unitId: string) => made('Supervision', { ground: '分工', premisesId: mine.id, unitId, since: '2026-01-01' });
    const body = await supervise(unit);
    expect(await sole(mine.id)).toBe('ONE');
    await supervise(second);
    expect(await sole(mine.id)).toBe('SEVERAL');
    const end = (until: string) => ask('mutation M($i: EndSupervisionInput!) { made: endSupervision(input: $i) { until } }', { id: body.id, version: 1, reason: '调整', until });
    expect(faultsOf(await end('2025-01-01')).map(({ path }) => path)).toEqual(['until']);
    expect(dataOf(await end('2026-10-31')).made).toEqual({ until: '2026-10-31' });
    expect(await sole(mine.id)).toBe('ONE');
    const plain = await enter();
    expect(await sole(plain.id)).toBeNull();
    dataOf(await ask('mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { id: plain.id, version: 1, tags: ['NON_COAL_MINE'] }));
    expect(await sole(plain.id)).toBe('NONE');
    dataOf(await ask('mutation M($i: EndDepartmentRuleInput!) { endDepartmentRule(input: $i) { id } }', { id: rule.id, version: 1, reason: 'x' }, bureau));
    expect([await sole(mine.id), await sole(plain.id)]).toEqual([null, null]);
  });

  it('are units that there are', async () => {
    const { id } = await enter();
    expect(faultsOf(await make('Supervision', { ground: 'x', premisesId: id, unitId: id, since: '2026-01-01' })).map(({ path }) => path)).toEqual(['unitId']);
  });
});

it('says who answers for premises, and why', async () => {
  await made('DepartmentRule', { ground: '商贸专委会', kind: 'SHOP', unitId: second, areaCode: '430681' }, bureau);
  const { id } = await enter({ responsiblePerson: '张三' });
  expect(await read(id, 'responsibleSides { side unitId name person reason }')).toEqual({
    responsibleSides: [
      { side: 'INDUSTRY', unitId: second, name: null, person: null, reason: '按规则：商贸专委会' },
      { side: 'TERRITORY', unitId: null, name: expect.stringContaining('团山村 · 村（居）'), person: null, reason: expect.stringContaining('3 星以下') },
      { side: 'OPERATOR', unitId: null, name: '某店', person: '张三', reason: expect.any(String) },
    ],
  });
});

it('proposes the grid around a point, and places by it', async () => {
  const [x, y] = [113.1, 28.8];
  const boundary = { type: 'Polygon', coordinates: [[[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]] };
  dataOf(await city.ask('grids', bureau, 'mutation M($i: CreateGridInput!) { createGrid(input: $i) { id } }', { i: { name: '一网格', areaCode: `${TOWN}201001`, boundary } }));
  await untilHeard(city);
  const { id } = await enter({ longitude: x + 0.005, latitude: y + 0.005 });
  expect(await read(id, 'placement { areaCode certainty reason }')).toEqual({ placement: { areaCode: `${TOWN}201001`, certainty: 'CERTAIN', reason: expect.stringMatching(/坐标落在.*一网格/) } });
  const outside = await enter({ longitude: x + 0.5, latitude: y });
  expect(await read(outside.id, 'placement { areaCode certainty reason }')).toMatchObject({ placement: { areaCode: null, certainty: 'UNSURE' } });
  dataOf(await ask('mutation M($i: PlacePremisesInput!) { placePremises(input: $i) { placed { id } } }', { ids: [id], areaCode: `${TOWN}201001` }));
  expect(await read(id, 'placed placement { areaCode }')).toEqual({ placed: 'GRID', placement: null });
});
