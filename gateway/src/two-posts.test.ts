import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { permissionConstant } from '@moduan/schema/offices/permissions';
import { creditCode } from './testing/fill-city';
import { dataOf, untilHeard } from './testing/open-city';
import { FIRST_PASSWORD, openGateway, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const [CITY, TOWN, OTHER] = ['430681', '430681104', '430681102'];
const READING = ['premises.read', 'operator.read'];
const HEAD = [...READING, ...['create', 'amend', 'end', 'place', 'transfer', 'import', 'export', 'reveal', 'grade'].map((action) => `premises.${action}`), 'operator.amend'];

interface Known {
  readonly id: string;
  readonly version: number;
  readonly operatorId: string;
}
interface Post {
  readonly areaCode: string;
  readonly permissions: readonly string[];
}

let gateway: Gateway;
let administrator: Visitor;
let bureau: Visitor;
let auditor: Visitor;
let reader: Visitor;
let town: Visitor;
let other: Visitor;
let [mine, theirs]: Known[] = [];

const made = async (type: string, input: object, who = administrator) => (dataOf(await who.ask(`mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input })).made as { id: string }).id;
const act = (who: Visitor, mutation: string, type: string, i: object) => who.ask(`mutation M($i: ${type}!) { done: ${mutation}(input: $i) { __typename } }`, { i });
const reveal = (who: Visitor, { id }: Known) => who.ask('mutation M($i: RevealInput!) { revealPremises(input: $i) }', { i: { id, field: 'responsiblePhone' } });
const codeOf = ({ errors }: Awaited<ReturnType<Visitor['ask']>>) => errors?.[0]?.extensions.code ?? 'done';

/** Posts in the order in which they were taken up. */
async function appointTwice(username: string, posts: readonly Post[]): Promise<Visitor> {
  const unitId = await made('Unit', { name: `Unit of ${username}`, kind: 'OTHER', areaCode: CITY });
  const personId = await made('Person', { name: username, unitId, areaCode: CITY });
  for (const [i, { areaCode, permissions }] of posts.entries()) {
    const roleId = await made('Role', { name: `${username} ${i}`, permissions: [...permissions, 'graph.query'].map(permissionConstant) });
    await made('Appointment', { post: 'OTHER', personId, unitId, roleId, areaCode, startsOn: `2026-01-0${i + 1}` });
  }
  const id = await made('Account', { username, personId, areaCode: CITY });
  dataOf(await act(administrator, 'setAccountPassword', 'SetAccountPasswordInput', { id, password: FIRST_PASSWORD }));
  return gateway.signInFirst(username);
}

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'two_posts');
  administrator = await gateway.signIn('first');
  for (const code of [CITY, TOWN, OTHER]) await made('Area', { code, name: `区${code}` });
  await untilHeard(gateway.city);
  auditor = await appointTwice('auditor', [{ areaCode: CITY, permissions: [...READING, 'premises.export'] }, { areaCode: TOWN, permissions: HEAD }]);
  reader = await appointTwice('reader', [{ areaCode: CITY, permissions: READING }, { areaCode: TOWN, permissions: HEAD }]);
  [town, other] = [await appoint(gateway, administrator, { username: 'town', areaCode: TOWN, permissions: HEAD }), await appoint(gateway, administrator, { username: 'other', areaCode: OTHER, permissions: HEAD })];
  bureau = await appoint(gateway, administrator, { username: 'bureau', areaCode: CITY });
  for (const [i, areaCode] of [TOWN, OTHER].entries()) await made('Premises', { name: `P${areaCode}`, kind: 'ENTERPRISE', areaCode, creditCode: creditCode(i, 'TP'), responsiblePhone: '13912345678' }, bureau);
});
beforeAll(async () => {
  const { list } = dataOf(await bureau.ask('{ list: premisesList { nodes { id version operatorId areaCode } } }')) as { list: { nodes: (Known & { areaCode: string })[] } };
  [mine, theirs] = [TOWN, OTHER].map((areaCode) => list.nodes.find((each) => each.areaCode === areaCode)!);
});
afterAll(() => gateway.close());

const exported = async (who: Visitor) => (await (await who.fetch('/exports/enterprises/premisesList.csv?columns=areaCode')).text()).replace('\uFEFF', '').trim().split(/\r?\n/).slice(1).sort();
const figures = async (who: Visitor) => dataOf(await who.ask('{ list: premisesList { totalCount nodes { areaCode } } sum: premisesSummary { total by(dimension: AREA_TOWN) { value count } } operators { totalCount } }'));

it.each([['auditor', () => auditor], ['reader', () => reader]] as const)('reads the city as its %s: list, figures and operators agree', async (_name, who) => {
  expect(await figures(who())).toMatchObject({
    list: { totalCount: 2 },
    sum: { total: 2, by: expect.arrayContaining([{ value: OTHER, count: 1 }, { value: TOWN, count: 1 }]) as unknown },
    operators: { totalCount: 2 },
  });
});

it('takes away as a file what the posts that export reach, and no more', async () => {
  expect([await exported(auditor), await exported(reader), await exported(town)]).toEqual([[OTHER, TOWN], [TOWN], [TOWN]]);
});

it('is offered only what the post of the place allows', async () => {
  const { list } = dataOf(await auditor.ask('{ list: premisesList { nodes { areaCode allowedActions } } }')) as { list: { nodes: { areaCode: string; allowedActions: string[] }[] } };
  expect(list.nodes.find(({ areaCode }) => areaCode === OTHER)!.allowedActions).toEqual([]);
  expect(list.nodes.find(({ areaCode }) => areaCode === TOWN)!.allowedActions).toEqual(['AMEND', 'END', 'PLACE', 'TRANSFER', 'GRADE']);
});

it('changes nothing where it only reads', async () => {
  const { id, version } = theirs!;
  const tried = [
    await act(auditor, 'amendPremises', 'AmendPremisesInput', { id, version, name: 'x' }),
    await act(auditor, 'endPremises', 'EndPremisesInput', { id, version, reason: 'x' }),
    await act(auditor, 'transferPremises', 'TransferPremisesInput', { id, version, areaCode: TOWN, reason: 'x' }),
    await act(auditor, 'gradePremises', 'GradePremisesInput', { id, version, stars: 3, reason: 'x' }),
    await act(auditor, 'createPremises', 'CreatePremisesInput', { name: 'x', kind: 'SHOP', areaCode: OTHER }),
    await act(auditor, 'placePremises', 'PlacePremisesInput', { ids: [id], areaCode: OTHER }),
    await act(auditor, 'amendOperator', 'AmendOperatorInput', { id: theirs!.operatorId, version: 1, name: 'x' }),
    await reveal(auditor, theirs!),
  ];
  expect(tried.map(codeOf)).toEqual(tried.map(() => 'FORBIDDEN'));
  expect(codeOf(await act(town, 'amendPremises', 'AmendPremisesInput', { id, version, name: 'x' }))).toBe('NOT_FOUND');
});

it('changes what stands in its own town, and moves nothing out of it', async () => {
  const { id, version } = mine!;
  const moved = await act(auditor, 'transferPremises', 'TransferPremisesInput', { id, version, areaCode: OTHER, reason: 'x' });
  const done = [
    await act(auditor, 'amendPremises', 'AmendPremisesInput', { id, version, address: 'x' }),
    await act(auditor, 'amendOperator', 'AmendOperatorInput', { id: mine!.operatorId, version: 1, formerNames: 'x' }),
    await act(auditor, 'createPremises', 'CreatePremisesInput', { name: 'new', kind: 'SHOP', areaCode: TOWN }),
    await reveal(auditor, mine!),
  ];
  expect([moved, ...done].map(codeOf)).toEqual(['FORBIDDEN', ...done.map(() => 'done')]);
});

const upload = async (who: Visitor) => {
  const lines = ['名称,类别,所在区域,统一社会信用代码,地址', `P${TOWN},企业,,${creditCode(0, 'TP')},新市镇一号`, `P${OTHER},企业,,${creditCode(1, 'TP')},白水镇二号`, '无处,商铺,,,', `别处,商铺,${OTHER},,`];
  const sent = await who.fetch('/imports/enterprises/premisesList', { method: 'POST', headers: { 'x-file-name': 'a.csv' }, body: lines.join('\n') });
  return ((await sent.json()) as { id: string }).id;
};
const runOf = (who: Visitor, id: string) => who.ask('query Q($id: ID!) { run: enterprisesImport(id: $id) { state rows(first: 9) { nodes { outcome match { id } becomes { field value } } } } }', { id });

interface Run {
  readonly state: string;
  readonly rows: { readonly nodes: readonly { outcome: string; match: object | null; becomes: { field: string; value: string }[] }[] };
}
const checked = (who: Visitor, id: string): Promise<Run> =>
  vi.waitFor(async () => {
    const run = dataOf(await runOf(who, id)).run as Run;
    expect(run.state).toBe('CHECKED');
    return run;
  });

it('imports where it may import: the rest belongs elsewhere, and the upload to those of the town', async () => {
  const id = await upload(auditor);
  const run = await checked(auditor, id);
  expect(run.rows.nodes.map(({ outcome, match }) => [outcome, match !== null])).toEqual([['AMEND', true], ['ELSEWHERE', false], ['CREATE', false], ['ELSEWHERE', false]]);
  expect(run.rows.nodes[2]!.becomes).toContainEqual({ field: 'areaCode', value: TOWN });
  expect([codeOf(await runOf(town, id)), codeOf(await runOf(other, id))]).toEqual(['done', 'NOT_FOUND']);
});

it('does not see what another town uploads, though it reads the city', async () => {
  const id = await upload(other);
  await checked(other, id);
  expect(codeOf(await runOf(auditor, id))).toBe('NOT_FOUND');
});
