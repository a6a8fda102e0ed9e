import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeCreditCode } from '@moduan/schema/codes';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type Answer, type City } from './testing/open-city';
import { checkFile } from './testing/take-file';

const [A, B] = ['430681102', '430681104'];
const asking = personOf('asking', [{ prefix: A }], A);
const owning = personOf('owning', [{ prefix: B }], B);
const third = personOf('third', [{ prefix: '430681106' }], '430681106');
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const code = (i: number) => makeCreditCode({ division: '430681', body: `TR${String(i).padStart(6, '0')}` });

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'transfer_requests');
  const areas = [['430681', '汨罗市'], [A, '新市镇'], [B, '白水镇'], ['430681106', '川山坪镇'], [`${A}201`, '团山村'], [`${A}202`, '八里村']];
  for (const [areaCode, name] of areas) dataOf(await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code: areaCode, name } }));
  await untilHeard(city);
});
afterAll(() => city.close());

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code ?? 'done';
const ask = (actor: typeof asking, document: string, i: object) => city.ask('enterprises', actor, document, { i });
const enter = (actor: typeof asking, creditCode: string, more: object = {}) => ask(actor, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { name: '远山加油站', kind: 'STATION', creditCode, areaCode: actor.homeArea, ...more });
const idOf = (answer: Answer) => (dataOf(answer).made as { id: string }).id;
const REQUEST = 'mutation M($i: CreateTransferRequestInput!) { made: createTransferRequest(input: $i) { id version state } }';
const request = (creditCode: string, actor = asking, areaCode = `${A}201`) => ask(actor, REQUEST, { creditCode, kind: 'STATION', areaCode, reason: '已搬到我镇' });
interface Demand {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly allowedActions: readonly string[];
}
const demands = async (actor: typeof asking, creditCode: string) =>
  (dataOf(await city.ask('enterprises', actor, 'query Q($c: TextMatch) { transferDemands(filter: { creditCode: $c }) { nodes { id version state toCode allowedActions premises { name } createdByName } } }', { c: { is: creditCode } })).transferDemands as { nodes: Demand[] }).nodes;
const mine = async (actor: typeof asking, creditCode: string) =>
  (dataOf(await city.ask('enterprises', actor, 'query Q($c: TextMatch) { transferRequests(filter: { creditCode: $c }) { nodes { id version state answer allowedActions history { actorName } } } }', { c: { is: creditCode } })).transferRequests as { nodes: (Demand & { answer: string | null; history: { actorName: string }[] })[] }).nodes;
const decide = (actor: typeof asking, verb: 'accept' | 'refuse', { id, version }: Demand, reason = '同意') =>
  ask(actor, `mutation M($i: ${verb === 'accept' ? 'Accept' : 'Refuse'}TransferDemandInput!) { made: ${verb}TransferDemand(input: $i) { id state decidedByName } }`, { id, version, reason });
const withdraw = (actor: typeof asking, { id, version }: Demand) => ask(actor, 'mutation M($i: WithdrawTransferRequestInput!) { made: withdrawTransferRequest(input: $i) { state } }', { id, version });

it('tells who enters a code of another town that it is registered elsewhere, and nothing else', async () => {
  const id = idOf(await enter(owning, code(1)));
  const { errors } = await enter(asking, code(1));
  expect(errors![0]!.extensions.code).toBe('CONFLICT');
  expect(errors![0]!.message).toBe('本市其他乡镇已登记，可申请移交');
  const said = JSON.stringify(errors);
  for (const secret of [id, '远山', B, 'owning']) expect(said).not.toContain(secret);
  const [row] = await checkFile(city, asking, 'enterprises', 'premisesList', [{ 名称: '加油站', 统一社会信用代码: code(1), 类别: '站点' }]);
  expect([row!.outcome, JSON.stringify(row).includes('远山')]).toEqual(['ELSEWHERE', false]);
});

describe('a request', () => {
  it('reaches the town that has the premises and the bureau; who asks sees its state alone', async () => {
    idOf(await enter(owning, code(2)));
    dataOf(await request(code(2)));
    expect(await demands(owning, code(2))).toMatchObject([{ state: 'REQUESTED', toCode: `${A}201`, allowedActions: ['ACCEPT', 'REFUSE'], premises: { name: '远山加油站' }, createdByName: 'asking' }]);
    expect(await demands(bureau, code(2))).toHaveLength(1);
    expect([await demands(asking, code(2)), await demands(third, code(2)), await mine(owning, code(2)), await mine(third, code(2))]).toEqual([[], [], [], []]);
    expect(await mine(asking, code(2))).toMatchObject([{ state: 'REQUESTED', answer: null, allowedActions: ['WITHDRAW'] }]);
  });

  it('moves the premises with its history when it is accepted; the former owner still sees what was asked', async () => {
    const id = idOf(await enter(owning, code(3)));
    const licence = idOf(await ask(owning, 'mutation M($i: CreateLicenceInput!) { made: createLicence(input: $i) { id } }', { number: 'TR3', kind: 'OIL', premisesId: id }));
    dataOf(await request(code(3)));
    const [demand] = await demands(owning, code(3));
    expect(dataOf(await decide(owning, 'accept', demand!)).made).toMatchObject({ state: 'ACCEPTED', decidedByName: 'owning' });
    const record = dataOf(await city.ask('enterprises', asking, 'query Q($id: ID!) { premises(id: $id) { areaCode history { action } } }', { id })).premises;
    expect(record).toEqual({ areaCode: `${A}201`, history: [{ action: 'transfer-demand.accept' }, { action: 'premises.create' }] });
    expect(codeOf(await ask(owning, 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { id, version: 2, address: 'x' }))).toMatch(/FORBIDDEN|NOT_FOUND/);
    expect(dataOf(await city.ask('enterprises', owning, '{ premisesList(filter: { search: "远山" }) { nodes { id } } }')).premisesList).not.toMatchObject({ nodes: expect.arrayContaining([{ id }]) });
    expect(await rowsOf(city.url, 'select area_code from enterprises.licence where id = $1', [licence])).toEqual([{ area_code: `${A}201` }]);
    expect(await mine(asking, code(3))).toMatchObject([{ state: 'ACCEPTED', answer: '同意', allowedActions: [] }]);
    expect(await demands(owning, code(3))).toMatchObject([{ state: 'ACCEPTED', allowedActions: [] }]);
    expect(codeOf(await decide(owning, 'refuse', { ...demand!, version: 2 }))).toBe('ILLEGAL_TRANSITION');
  });

  it('is refused with a reason, which is all that who asked learns: not by whom', async () => {
    idOf(await enter(owning, code(4)));
    dataOf(await request(code(4)));
    const [demand] = await demands(owning, code(4));
    expect(codeOf(await decide(owning, 'refuse', demand!, ' '))).toBe('INVALID_INPUT');
    dataOf(await decide(owning, 'refuse', demand!, '没有搬走'));
    const [answered] = await mine(asking, code(4));
    expect(answered).toMatchObject({ state: 'REFUSED', answer: '没有搬走', history: [{ actorName: 'asking' }] });
    expect(codeOf(await request(code(4)))).toBe('done');
  });

  it('is not decided by who asked, wherever they reach', async () => {
    idOf(await enter(owning, code(5)));
    dataOf(await request(code(5)));
    const moved = personOf('asking', [{ prefix: '430681' }]);
    const [demand] = await demands(moved, code(5));
    expect(demand!.allowedActions).toEqual([]);
    expect(codeOf(await decide(moved, 'accept', demand!))).toBe('FORBIDDEN');
    expect(codeOf(await decide(third, 'accept', demand!))).toBe('NOT_FOUND');
    expect(codeOf(await decide(personOf('clerk of B', [{ prefix: B }], B, ['transfer-demand.read', 'premises.read', 'transfer-demand.accept']), 'refuse', demand!))).toBe('FORBIDDEN');
  });

  it('is asked once at a time, for what is there and is not one’s own', async () => {
    idOf(await enter(owning, code(6)));
    dataOf(await request(code(6)));
    expect(codeOf(await request(code(6)))).toBe('INVALID_INPUT');
    expect(codeOf(await request(code(7)))).toBe('INVALID_INPUT');
    idOf(await enter(asking, code(8)));
    expect(codeOf(await request(code(8)))).toBe('INVALID_INPUT');
    expect(codeOf(await request(code(6), third, `${A}202`))).toBe('FORBIDDEN');
  });

  it('has one end when it is taken back and accepted at once', async () => {
    const id = idOf(await enter(owning, code(9)));
    dataOf(await request(code(9)));
    const [[demand], [own]] = [await demands(owning, code(9)), await mine(asking, code(9))];
    const held = await holdLock(city.url, 'select from enterprises.transfer_request where id = $1 for update', [own!.id]);
    const both = Promise.all([withdraw(asking, own!), decide(owning, 'accept', demand!)]);
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    const codes = (await both).map(codeOf);
    expect(codes.filter((each) => each === 'done')).toHaveLength(1);
    const [[after], rows] = [await mine(asking, code(9)), await rowsOf(city.url, 'select area_code from enterprises.premises where id = $1', [id])];
    expect([after!.state, rows[0]!.area_code]).toEqual(codes[0] === 'done' ? ['WITHDRAWN', B] : ['ACCEPTED', `${A}201`]);
    expect((await demands(bureau, code(9)))[0]!.state).toBe(after!.state);
  });

  it('follows premises that move before it is answered', async () => {
    const id = idOf(await enter(owning, code(10)));
    dataOf(await request(code(10)));
    dataOf(await ask(bureau, 'mutation M($i: TransferPremisesInput!) { made: transferPremises(input: $i) { id } }', { id, version: 1, areaCode: '430681106', reason: 'x' }));
    expect([await demands(owning, code(10)), await demands(third, code(10))]).toMatchObject([[], [{ state: 'REQUESTED' }]]);
  });
});
