import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeCreditCode } from '@moduan/schema/codes';
import { exportRegister } from '@moduan/kernel';
import { definitions } from './composition';
import { rowsOf } from './testing/held-lock';
import { openCity, personOf, untilHeard, type City } from './testing/open-city';

const [A, B] = ['430681102', '430681104'];
const ofA = personOf('town A', [{ prefix: A }], A);
const ofB = personOf('town B', [{ prefix: B }], B);
const nobody = personOf('nobody', []);
const bureau = personOf('bureau', [{ prefix: '430681' }]);

/** What people did and were refused is of the area where they did it: every town has its own. */
const isTrail = (table: string) => table === 'operation' || table === 'refused_attempt';
const trails = definitions.flatMap(({ name, things }) => things.filter(({ table }) => isTrail(table)).map((thing) => ({ service: name, thing, register: thing.register })));

/** Lists of areas and roles are reference data that every signed-in person reads; the rules of accounts are one record for the whole city. */
const scoped = definitions.flatMap(({ name, things }) => things.filter(({ scope, table }) => !scope.open && table !== 'setting' && !isTrail(table)).map((thing) => ({ service: name, thing, register: thing.register })));

let city: City;
let ids: Record<string, string>;

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'two_towns');
  const create = async (service: string, type: string, input: object, who = ofA): Promise<string> => {
    const { data, errors } = await city.ask(service, who, `mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input });
    expect(errors).toBeUndefined();
    return (data!.made as { id: string }).id;
  };
  const Unit = await create('offices', 'Unit', { name: 'A office', kind: 'EMERGENCY_OFFICE', areaCode: A });
  const Person = await create('offices', 'Person', { name: 'A person', unitId: Unit, areaCode: A, phone: '13800138000' });
  const Role = await create('offices', 'Role', { name: 'A role', permissions: ['UNIT_READ'] }, bureau);
  const Appointment = await create('offices', 'Appointment', { post: 'DIRECTOR', personId: Person, unitId: Unit, roleId: Role, areaCode: A, startsOn: '2026-01-01' });
  const successor = await create('offices', 'Person', { name: 'A successor', unitId: Unit, areaCode: A });
  const acting = { post: 'OTHER', unitId: Unit, roleId: Role, areaCode: A, startsOn: '2026-01-01' };
  const taking = await create('offices', 'Appointment', { ...acting, personId: successor });
  const Deputy = await create('offices', 'Deputy', { appointmentId: taking, personId: Person, startsOn: '2026-01-01', endsOn: '2099-01-01', reason: 'leave' });
  const ending = await create('offices', 'Appointment', { ...acting, personId: Person });
  await city.ask('offices', ofA, 'mutation M($i: EndAppointmentInput!) { endAppointment(input: $i) { id } }', { i: { id: ending, version: 1, reason: 'x', successorId: successor } });
  const { data: handedOver } = await city.ask('offices', ofA, '{ handOvers { nodes { id } } }');
  const HandOver = (handedOver!.handOvers as { nodes: { id: string }[] }).nodes[0]!.id;
  const Account = await create('offices', 'Account', { username: 'a.person', personId: Person, areaCode: A });
  const Grid = await create('grids', 'Grid', { name: 'A 01', areaCode: `${A}206001` });
  await untilHeard(city);
  const GridStaff = await create('grids', 'GridStaff', { areaCode: `${A}206001`, post: 'LEADER', personId: successor });
  const Premises = await create('enterprises', 'Premises', { name: 'A works', kind: 'ENTERPRISE', areaCode: `${A}206`, address: '新市镇伏林村' });
  const Licence = await create('enterprises', 'Licence', { number: 'A-1', kind: 'FOOD', premisesId: Premises });
  const belongs = (type: string, input: object) => create('enterprises', type, { premisesId: Premises, ...input });
  const Insurance = await belongs('Insurance', { policyNumber: 'A-1', insurer: 'A', validFrom: '2026-01-01', validUntil: '2026-12-31' });
  const StockLimit = await belongs('StockLimit', { substance: 'A stock', most: 1, unit: 'BOX' });
  const RiskPoint = await belongs('RiskPoint', { place: 'A place', colour: 'RED', measures: 'none' });
  const PostDuty = await belongs('PostDuty', { post: 'A post', duties: 'all' });
  const TrainedSeller = await belongs('TrainedSeller', { name: 'A seller', certificateNumber: 'A-1' });
  await untilHeard(city);
  const Supervision = await belongs('Supervision', { ground: 'A ground', unitId: Unit, since: '2026-01-01' });
  const LicenceCap = await create('enterprises', 'LicenceCap', { ground: 'A plan', kind: 'OIL', areaCode: A, most: 9 });
  // Asked by A of a third town: B reads neither the request nor what it asks.
  const creditCode = makeCreditCode({ division: '430681', body: 'TT000001' });
  await create('enterprises', 'Premises', { name: 'Third works', kind: 'STATION', areaCode: '430681105', creditCode }, bureau);
  const TransferRequest = await create('enterprises', 'TransferRequest', { creditCode, kind: 'STATION', areaCode: A, reason: 'moved' });
  const theirs = makeCreditCode({ division: '430681', body: 'TT000002' });
  await create('enterprises', 'Premises', { name: 'A station', kind: 'STATION', areaCode: A, creditCode: theirs });
  await create('enterprises', 'TransferRequest', { creditCode: theirs, kind: 'STATION', areaCode: '430681105', reason: 'theirs' }, personOf('third', [{ prefix: '430681105' }], '430681105'));
  const { data: asked } = await city.ask('enterprises', ofA, '{ transferDemands { nodes { id } } }');
  const TransferDemand = (asked!.transferDemands as { nodes: { id: string }[] }).nodes[0]!.id;
  const { data } = await city.ask('enterprises', ofA, '{ operators(orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } }');
  const Operator = (data!.operators as { nodes: { id: string }[] }).nodes[0]!.id;
  const grade = 'mutation M($i: GradePremisesInput!) { gradePremises(input: $i) { id } }';
  await city.ask('enterprises', ofA, grade, { i: { id: Premises, version: 1, stars: 4, reason: 'dust' } });
  const graded = await city.ask('enterprises', ofA, '{ starChanges { nodes { id } } }');
  const StarChange = (graded.data!.starChanges as { nodes: { id: string }[] }).nodes[0]!.id;
  const { data: issued } = await city.ask('offices', ofA, 'mutation M($i: CreateDeviceTokenInput!) { createDeviceToken(input: $i) { device { id } } }', { i: { name: 'A gauge', areaCode: A, scopes: ['UNIT_READ'], days: 1 } });
  const DeviceToken = (issued!.createDeviceToken as { device: { id: string } }).device.id;
  const byTheSystem = async (table: string, columns: string, values: string) =>
    (await rowsOf(city.url, `insert into offices.${table} (id, version, created_at, created_by, created_by_name, updated_at, area_code, account_id, ${columns}) values (gen_random_uuid(), 1, now(), 'system', 'system', now(), $1, $2, ${values}) returning id`, [A, Account]))[0]!.id as string;
  const SignIn = await byTheSystem('sign_in', 'username, outcome, address, means, mac', "'a.person', 'SIGNED_IN', '127.0.0.1', 'PASSWORD', ''");
  const AccessToken = await byTheSystem('access_token', 'name, scopes, expires_at', "'A figures', '{UNIT_READ}', now() + interval '1 day'");
  ids = { Unit, Person, Appointment, Deputy, HandOver, Account, SignIn, AccessToken, DeviceToken, Grid, GridStaff, Premises, Licence, Operator, StarChange, Insurance, StockLimit, RiskPoint, PostDuty, TrainedSeller, Supervision, LicenceCap, TransferRequest, TransferDemand };
});
afterAll(() => city.close());

describe.each(scoped)('$register.type', ({ service, thing, register: { type, one, many, fields } }) => {
  const list = `{ ${many} { totalCount nodes { id history { id } } } }`;
  const made = () => ids[type];

  it('is seen whole by its own town', async () => {
    const { data } = await city.ask(service, ofA, list);
    expect((data![many] as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toContain(made());
  });

  it.each([ofB, nobody])('gives $name nothing: list, count and history', async (actor) => {
    const { data } = await city.ask(service, actor, list);
    expect(data![many]).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it.each([ofB, nobody])('gives $name nothing by id and by reference', async (actor) => {
    const id = made();
    const byId = await city.ask(service, actor, `query Q($id: ID!) { ${one}(id: $id) { id } }`, { id });
    expect(byId.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const entities = await city.ask(service, actor, `query Q($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { id } } }`, { r: [{ __typename: type, id }] });
    expect(entities.data!._entities).toEqual([null]);
  });

  it.each([ofB, nobody])('gives $name nothing in summary and export', async (actor) => {
    if (Object.values(fields as object).some(({ group }) => group)) {
      const { data } = await city.ask(service, actor, `{ ${one}Summary { total } }`);
      expect(data![`${one}Summary`]).toEqual({ total: 0 });
    }
    const file = await text(await exportRegister(city.contextOf(service, actor), thing, { format: 'csv' }));
    expect(file.trim().split('\n')).toHaveLength(1);
  });
});

describe.each(trails)('$register.type', ({ service, thing, register: { type, one, many } }) => {
  const [clerkOfA, clerkOfB] = [A, B].map((area) => personOf(`clerk of ${area}`, [{ prefix: area }], area, ['unit.read']));
  const forbidden = { offices: 'createUnit(input: { name: "x", kind: OTHER, areaCode: "430681102" }) { id }', grids: 'createGrid(input: { name: "x", areaCode: "430681102206001" }) { id }', enterprises: 'createPremises(input: { name: "x", kind: SHOP }) { id }' }[service]!;
  const list = async (actor: typeof ofA) => ((await city.ask(service, actor, `{ list: ${many}(first: 200) { totalCount nodes { id areaCode } } }`)).data!.list as { totalCount: number; nodes: { id: string; areaCode: string }[] });

  it('shows each town its own entries, and those of no other: list, count, id, reference and file', async () => {
    for (const clerk of [clerkOfA!, clerkOfB!]) await city.ask(service, clerk, `mutation { ${forbidden} }`);
    for (const actor of [ofA, ofB]) await exportRegister(city.contextOf(service, actor), definitions.find(({ name }) => name === service)!.things[0]!, { format: 'csv' });
    const [a, b] = [await list(ofA), await list(ofB)];
    expect(a.nodes.length).toBeGreaterThan(0);
    expect(b.nodes.length).toBeGreaterThan(0);
    expect(a.nodes.filter(({ areaCode }) => !areaCode.startsWith(A))).toEqual([]);
    expect(b.nodes.filter(({ areaCode }) => !areaCode.startsWith(B))).toEqual([]);
    expect([b.totalCount, (await list(nobody)).totalCount]).toEqual([b.nodes.length, 0]);
    const { id } = a.nodes[0]!;
    for (const actor of [ofB, nobody]) {
      const byId = await city.ask(service, actor, `query Q($id: ID!) { ${one}(id: $id) { id } }`, { id });
      expect(byId.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      const entities = await city.ask(service, actor, `query Q($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { id } } }`, { r: [{ __typename: type, id }] });
      expect(entities.data!._entities).toEqual([null]);
    }
    const file = await text(await exportRegister(city.contextOf(service, ofB), thing, { format: 'csv' }));
    const known = await list(ofB);
    expect(file.trim().split('\n').length - 1).toBeLessThanOrEqual(known.totalCount);
  });
});

it('gives nothing of a record of another town that stands behind one of its own', async () => {
  const bureau = personOf('bureau', [{ prefix: '430681' }], '430681');
  const input = { name: 'Seconded', unitId: ids.Unit, areaCode: B };
  await city.ask('offices', bureau, 'mutation M($i: CreatePersonInput!) { createPerson(input: $i) { id } }', { i: input });
  const nested = '{ people(filter: { search: "Seconded" }) { nodes { name unitId unit { name } } } }';
  expect((await city.ask('offices', bureau, nested)).data!.people).toMatchObject({ nodes: [{ unit: { name: 'A office' } }] });
  expect((await city.ask('offices', ofB, nested)).data!.people).toMatchObject({ nodes: [{ name: 'Seconded', unit: null }] });
});

it('does not let another town act on what it can not see', async () => {
  const end = 'mutation M($i: EndPremisesInput!) { endPremises(input: $i) { id } }';
  const { errors } = await city.ask('enterprises', ofB, end, { i: { id: ids.Premises, version: 2, reason: 'x' } });
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

it('masks a mobile number in the list', async () => {
  const { data } = await city.ask('offices', ofA, '{ people { nodes { phone } } }');
  expect((data!.people as { nodes: object[] }).nodes[0]).toEqual({ phone: '138****8000' });
});
