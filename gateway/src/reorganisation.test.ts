import { systemOf } from '@moduan/kernel';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';

const [A, B, C, D] = ['430681102', '430681104', '430681120', '430681106'];
const AREAS: readonly (readonly [code: string, name: string])[] = [
  ['430681', '汨罗市'], [A, '新市镇'], [B, '白水镇'], [D, '川山坪镇'],
  [`${A}001`, '甲村'], [`${B}001`, '丙村'], [`${B}002`, '丁村'], [`${D}001`, '己村'],
];
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const of = (town: string) => personOf(`town ${town}`, [{ prefix: town }], town);
const [YESTERDAY, TODAY] = [-1, 0].map((days) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000)) as [string, string];
const DECIDED = { effectiveOn: TODAY, document: '汨政发〔2026〕9号', reason: '乡镇区划调整' };
let city: City;
const ids: Record<string, string> = {};

const make = async (service: string, type: string, input: object): Promise<string> =>
  (dataOf(await city.ask(service, bureau, `mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input })).made as { id: string }).id;
const reorganise = (moves: object[], who = bureau, more: object = {}) =>
  city.ask('grids', who, 'mutation M($i: ReorganiseAreasInput!) { done: reorganiseAreas(input: $i) { fromCode toCode kind level } }', { i: { ...DECIDED, moves, ...more } });
const premises = async (name: string, who = bureau) => {
  const { list } = dataOf(await city.ask('enterprises', who, 'query Q($s: String!) { list: premisesList(filter: { search: $s, ended: null }) { nodes { id areaCode placed endedAt history { action reason changes { field from to } } } } }', { s: name }));
  return (list as { nodes: { id: string; areaCode: string; placed: string; history: { action: string; reason: string; changes: object[] }[] }[] }).nodes[0];
};
const byTown = async (asOf?: string, who = bureau) => {
  const { its } = dataOf(await city.ask('enterprises', who, 'query Q($f: PremisesFilter) { its: premisesSummary(filter: $f) { total by(dimension: AREA_TOWN) { value count } } }', { f: { ended: false, ...(asOf && { asOf }) } }));
  const { total, by } = its as { total: number; by: { value: string; count: number }[] };
  return { total, ...Object.fromEntries(by.map(({ value, count }) => [value, count])) };
};
/** As if entered a week ago: the trail and the table tell nothing else apart. */
const ageEverything = () => rowsOf(city.url, `update enterprises.premises set created_at = created_at - interval '7 days', ended_at = ended_at - interval '6 days'`);

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'reorganisation');
  for (const [code, name] of AREAS) await make('grids', 'Area', { code, name });
  for (const areaCode of [`${A}001001`, `${B}001001`]) await make('grids', 'Grid', { name: areaCode.slice(-3), areaCode });
  ids.alias = await make('grids', 'AreaAlias', { name: '老白水', areaCode: B, kind: 'ALIAS' });
  ids.unit = await make('offices', 'Unit', { name: '白水镇应急办', kind: 'EMERGENCY_OFFICE', areaCode: B });
  ids.squadron = await make('offices', 'Unit', { name: '中队', kind: 'SQUADRON', areaCode: '430681', stationedCode: B });
  ids.person = await make('offices', 'Person', { name: '白水专干', unitId: ids.unit, areaCode: B });
  const role = await make('offices', 'Role', { name: '专干', permissions: ['PREMISES_READ'] });
  ids.post = await make('offices', 'Appointment', { post: 'SAFETY_SUPERVISOR', personId: ids.person, unitId: ids.unit, roleId: role, areaCode: B, startsOn: '2026-01-01' });
  await untilHeard(city);
  ids.staff = await make('grids', 'GridStaff', { areaCode: `${B}001001`, post: 'LEADER', personId: ids.person });
  for (const [name, areaCode] of [['甲厂', `${A}001001`], ['乙店', A], ['丙厂', `${B}001001`], ['丁店', `${B}002`], ['戊店', B], ['己厂', `${D}001`]] as const) ids[name] = await make('enterprises', 'Premises', { name, kind: 'ENTERPRISE', areaCode });
  ids.licence = await make('enterprises', 'Licence', { number: 'B-1', kind: 'FOOD', premisesId: ids['丙厂'] });
  const ended = await make('enterprises', 'Premises', { name: '旧店', kind: 'SHOP', areaCode: B });
  dataOf(await city.ask('enterprises', bureau, 'mutation M($i: EndPremisesInput!) { endPremises(input: $i) { id } }', { i: { id: ended, version: 1, reason: '关门' } }));
  await ageEverything();
});
afterAll(() => city.close());

describe('two towns merged into a new one', () => {
  let before: object;
  beforeAll(async () => {
    before = await byTown();
    const { done } = dataOf(await reorganise([{ from: A, to: C, name: '新白镇' }, { from: B, to: C }]));
    if ((done as unknown[]).length !== 7) throw new Error('seven codes go');
    await untilHeard(city);
  });

  it('leaves no figure out: the new town has what both had, and the city as many as before', async () => {
    expect(before).toEqual({ total: 6, [A]: 2, [B]: 3, [D]: 1 });
    expect(await byTown()).toEqual({ total: 6, [C]: 5, [D]: 1 });
  });

  it('answers as of the day before as it did then, as a figure and as the list behind it', async () => {
    expect(await byTown(YESTERDAY)).toEqual(before);
    expect(await byTown(TODAY)).toEqual({ total: 6, [C]: 5, [D]: 1 });
    const { list } = dataOf(await city.ask('enterprises', bureau, 'query Q($f: PremisesFilter) { list: premisesList(filter: $f) { totalCount nodes { name areaCode } } }', { f: { ended: false, asOf: YESTERDAY, areaCode: [B] } }));
    expect(list).toMatchObject({ totalCount: 3, nodes: expect.arrayContaining([{ name: '丙厂', areaCode: `${B}001001` }]) });
    expect(await byTown('2000-01-01')).toEqual({ total: 0 });
  });

  it('moves premises, licences and ended ones with an entry in the history of each', async () => {
    const moved = (await premises('丙厂'))!;
    expect(moved).toMatchObject({ id: ids['丙厂'], areaCode: `${C}002001`, placed: 'GRID' });
    expect(moved.history[0]).toMatchObject({ action: 'premises.reorganise', reason: DECIDED.reason, changes: [{ field: 'areaCode', from: `${B}001001`, to: `${C}002001` }] });
    expect(moved.history.at(-1)!.action).toBe('premises.create');
    expect(await premises('旧店')).toMatchObject({ areaCode: C, endedAt: expect.any(String) });
    const { licence } = dataOf(await city.ask('enterprises', bureau, 'query Q($id: ID!) { licence(id: $id) { areaCode } }', { id: ids.licence }));
    expect(licence).toEqual({ areaCode: `${C}002001` });
  });

  it('keeps grids, their staff and the people’s posts going', async () => {
    const { grids } = dataOf(await city.ask('grids', of(C), '{ grids { nodes { areaCode staffing leaderName } } }'));
    expect((grids as { nodes: object[] }).nodes).toEqual(expect.arrayContaining([{ areaCode: `${C}001001`, staffing: 'NONE', leaderName: null }, { areaCode: `${C}002001`, staffing: 'SHORT', leaderName: '白水专干' }]));
    for (const [one, id, fields, want] of [['unit', ids.unit, 'areaCode', { areaCode: C }], ['unit', ids.squadron, 'areaCode stationedCode', { areaCode: '430681', stationedCode: C }], ['person', ids.person, 'areaCode', { areaCode: C }], ['appointment', ids.post, 'areaCode', { areaCode: C }]] as const) {
      const { its } = dataOf(await city.ask('offices', bureau, `query Q($id: ID!) { its: ${one}(id: $id) { ${fields} } }`, { id }));
      expect(its).toEqual(want);
    }
  });

  it('ends the old codes on the day before, keeps their names, and says what became of each', async () => {
    const { areas } = dataOf(await city.ask('grids', bureau, 'query Q($c: String!) { areas(filter: { code: { is: $c }, ended: null }) { nodes { name validUntil endReason history { action } } } }', { c: B }));
    expect((areas as { nodes: object[] }).nodes).toMatchObject([{ name: '白水镇', validUntil: YESTERDAY, endReason: expect.stringContaining('新白镇'), history: [{ action: 'area.reorganise' }, { action: 'area.create' }] }]);
    const { fresh } = dataOf(await city.ask('grids', bureau, 'query Q($c: String!) { fresh: areas(filter: { code: { is: $c } }) { nodes { name path validFrom parentCode level } } }', { c: `${C}002` }));
    expect(fresh).toMatchObject({ nodes: [{ name: '丙村', path: '新白镇 / 丙村', validFrom: TODAY, parentCode: C, level: 'VILLAGE' }] });
    const { aliases } = dataOf(await city.ask('grids', bureau, '{ aliases: areaAliases { nodes { name areaCode kind } } }'));
    expect((aliases as { nodes: object[] }).nodes).toEqual(expect.arrayContaining([{ name: '白水镇', areaCode: C, kind: 'FORMER' }, { name: '老白水', areaCode: C, kind: 'ALIAS' }]));
    const { changes } = dataOf(await city.ask('grids', of(D), 'query Q($c: [String!]) { changes: areaChanges(filter: { fromCode: $c }) { nodes { fromName toName document effectiveOn } } }', { c: [`${B}002`] }));
    expect(changes).toEqual({ nodes: [{ fromName: '丁村', toName: '丁村', document: DECIDED.document, effectiveOn: TODAY }] });
  });

  it('takes no new premises under a code that has gone', async () => {
    const { errors } = await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name: '晚到', kind: 'SHOP', areaCode: `${B}002` } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'areaCode' }] } } }]);
  });

  it('changes nothing when the event is heard again', async () => {
    const before = await premises('丙厂');
    const [job] = await rowsOf(city.url, `select data from events.job where name = 'enterprises/grids/area-change'`);
    const { database, definition } = city.composition.services.get('enterprises')!;
    const { handle } = definition.handlers!.find(({ event }) => event === 'grids.area-change')!;
    await handle(database.db, job!.data as never, systemOf(database, city.composition.bus.emit, definition.things));
    expect(await premises('丙厂')).toEqual(before);
  });
});

describe('a village moved to another town', () => {
  beforeAll(async () => {
    dataOf(await reorganise([{ from: `${D}001`, to: `${C}009` }]));
    await untilHeard(city);
  });

  it('belongs to its new town, and the figures of the day before to the old one', async () => {
    expect(await byTown(undefined, of(C))).toEqual({ total: 6, [C]: 6 });
    expect(await byTown(undefined, of(D))).toEqual({ total: 0 });
    expect(await byTown(YESTERDAY, of(D))).toEqual({ total: 1, [D]: 1 });
  });

  it('lets its former town go on reading the record and its history, and change nothing', async () => {
    const { its } = dataOf(await city.ask('enterprises', of(D), 'query Q($id: ID!) { its: premises(id: $id) { name areaCode allowedActions history { action } } }', { id: ids['己厂'] }));
    expect(its).toEqual({ name: '己厂', areaCode: `${C}009`, allowedActions: [], history: [{ action: 'premises.reorganise' }, { action: 'premises.create' }] });
    const { errors } = await city.ask('enterprises', of(D), 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id: ids['己厂'], version: 2, name: '改名' } });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const { errors: stranger } = await city.ask('enterprises', of('430681199'), 'query Q($id: ID!) { premises(id: $id) { name } }', { id: ids['己厂'] });
    expect(stranger).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('a re-organisation', () => {
  it('shows its plan first, and changes nothing by that', async () => {
    const ask = (who = bureau) => city.ask('grids', who, 'query Q($m: [AreaMoveInput!]!) { plan: reorganisationPlan(moves: $m) { from to kind asked } }', { m: [{ from: D, to: C }] });
    expect(dataOf(await ask()).plan).toEqual([{ from: D, to: C, kind: 'MERGED', asked: true }]);
    expect((await ask(of(D))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { areas } = dataOf(await city.ask('grids', bureau, 'query Q($c: String!) { areas(filter: { code: { is: $c }, ended: false }) { totalCount } }', { c: D }));
    expect(areas).toEqual({ totalCount: 1 });
  });

  it('names every fault, in moves, day and reason', async () => {
    const { errors } = await reorganise([{ from: B, to: C }], bureau, { effectiveOn: '2099-01-01', reason: ' ', document: 'x'.repeat(101) });
    expect((errors![0]!.extensions.details as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(['moves.0.from', 'effectiveOn', 'document', 'reason']);
  });

  it('is for who holds both places', async () => {
    expect((await reorganise([{ from: D, to: C }], of(D))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await reorganise([{ from: D, to: C }], personOf('reader', [{ prefix: '430681' }], '430681', ['area.read']))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('has one effect however often it is sent', async () => {
    const send = () => reorganise([{ from: `${C}001`, to: `${C}003` }], bureau, { clientMutationId: 'once' });
    const [first, second] = [dataOf(await send()), dataOf(await send())];
    expect(second).toEqual(first);
    await untilHeard(city);
    const { areaChanges } = dataOf(await city.ask('grids', bureau, 'query Q($c: [String!]) { areaChanges(filter: { fromCode: $c }) { totalCount } }', { c: [`${C}001`] }));
    expect(areaChanges).toEqual({ totalCount: 2 });
    expect(await byTown()).toMatchObject({ total: 6 });
  });
});

it('a grid that ends gives its premises back to the village: they are unassigned', async () => {
  const code = `${C}002001`;
  const { grids } = dataOf(await city.ask('grids', bureau, 'query Q($c: [String!]) { grids(filter: { areaCode: $c }) { nodes { id version } } }', { c: [code] }));
  const [grid] = (grids as { nodes: object[] }).nodes;
  dataOf(await city.ask('grids', bureau, 'mutation M($i: EndGridInput!) { endGrid(input: $i) { id } }', { i: { ...grid, reason: '撤并' } }));
  await untilHeard(city);
  expect(await premises('丙厂')).toMatchObject({ areaCode: `${C}002`, placed: 'VILLAGE', history: [{ action: 'premises.leave-grid' }, { action: 'premises.reorganise' }, { action: 'premises.create' }] });
  expect(await rowsOf(city.url, 'select area_code from enterprises.licence where id = $1', [ids.licence])).toEqual([{ area_code: `${C}002` }]);
});
