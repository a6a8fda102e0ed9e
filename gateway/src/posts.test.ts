import { postsOf } from '@moduan/offices/session/posts-of';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { today } from '@moduan/schema/codes';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, type City } from './testing/open-city';
import { checkFile } from './testing/take-file';
import { administrator, codeOf, faultsIn, postsOffice, type PostsOffice } from './testing/posts';

const [CITY, TOWN, OTHER] = ['430681', '430681102', '430681104'];
const day = (days: number) => new Date(Date.parse(`${today()}T12:00:00+08:00`) + days * 86_400_000).toISOString().slice(0, 10);

let city: City;
let office: PostsOffice;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'posts_by_date');
  office = postsOffice(city, postsOf);
});
afterAll(() => city.close());

describe('an appointment', () => {
  it.each([['ended yesterday', -9, -1, false], ['ends today', -9, 0, true], ['begins today', 0, undefined, true], ['begins tomorrow', 1, undefined, false], ['is of today alone', 0, 0, true], ['has no end', -9, undefined, true]] as const)('that %s holds today: %s to %s, %s', async (_what, from, to, holds) => {
    const person = await office.person(`P ${from} ${to}`);
    await office.appoint({ person, permissions: ['unit.read'], areaCode: TOWN, startsOn: day(from), ...(to === undefined ? {} : { endsOn: day(to) }) });
    expect((await office.actor(person)).may('unit.read')).toBe(holds);
  });

  it('begins and ends at midnight in the city, wherever the server stands', async () => {
    const person = await office.person('Midnight');
    await office.appoint({ person, permissions: ['unit.read'], areaCode: TOWN, startsOn: '2026-03-01', endsOn: '2026-03-31' });
    const holds = async (moment: string) => (await office.actor(person, moment)).may('unit.read');
    expect(await Promise.all(['2026-02-28T15:59:59.999Z', '2026-02-28T16:00:00Z', '2026-03-31T15:59:59.999Z', '2026-03-31T16:00:00Z'].map(holds))).toEqual([false, true, true, false]);
    expect(await Promise.all(['2026-02-28T23:59:59+08:00', '2026-03-01T00:00:00+08:00'].map(holds))).toEqual([false, true]);
  });
});

describe('who administers', () => {
  const MIXED = ['PREMISES_AMEND', 'ACCOUNT_ADMINISTER'];

  it('holds no role that decides business too: neither a new one nor one that is amended, by hand or by file', async () => {
    expect(faultsIn(await office.run(administrator, 'createRole', { name: 'Both', permissions: MIXED }))).toEqual(['permissions']);
    const { id, version } = dataOf(await office.run(administrator, 'createRole', { name: 'One', permissions: MIXED.slice(0, 1) })).made as { id: string; version: number };
    expect(faultsIn(await office.run(administrator, 'amendRole', { id, version, permissions: MIXED }))).toEqual(['permissions']);
    const [row] = await checkFile(city, administrator, 'offices', 'roles', [{ 角色名称: 'By file', 权限: MIXED.join('、') }]);
    expect(row).toMatchObject({ outcome: 'FAULTY', faults: [{ field: 'permissions' }] });
    for (const permissions of [['ACCOUNT_ADMINISTER', 'PREMISES_READ', 'PREMISES_EXPORT', 'PREMISES_REVEAL', 'AREA_CREATE', 'GRID_IMPORT'], ['PREMISES_AMEND', 'PERSON_READ', 'PERSON_REVEAL', 'GRID_AMEND']]) expect(codeOf(await office.run(administrator, 'createRole', { name: permissions[0], permissions }))).toBe('done');
  });

  it('is appointed to no post that decides business on the same days, and the other way round', async () => {
    const person = await office.person('Two sides');
    const [keeps, decides] = [await office.role(['account.administer']), await office.role(['premises.amend'])];
    const unitId = await office.unit('Two sides');
    const appoint = (roleId: string, startsOn: string, endsOn?: string) => office.run(administrator, 'createAppointment', { post: 'OTHER', personId: person, unitId, roleId, areaCode: TOWN, startsOn, endsOn });
    const first = dataOf(await appoint(keeps, day(0), day(10))).made as { id: string; version: number };
    expect([faultsIn(await appoint(decides, day(10))), faultsIn(await appoint(decides, day(-5), day(0)))]).toEqual([['roleId'], ['roleId']]);
    expect(codeOf(await appoint(decides, day(11)))).toBe('done');
    expect(faultsIn(await office.run(administrator, 'amendAppointment', { ...first, endsOn: day(11) }))).toEqual(['roleId']);
    expect(codeOf(await office.run(administrator, 'amendAppointment', { ...first, roleId: decides }))).toBe('done');
  });

  it('is appointed to one side only by two administrators at the same moment', async () => {
    const person = await office.person('At once');
    const [unitId, roles] = [await office.unit('At once'), [await office.role(['account.administer']), await office.role(['premises.amend'])]];
    const lock = await holdLock(city.url, 'select 1 from offices.person where id = $1 for update', [person]);
    const both = roles.map((roleId) => office.run(administrator, 'createAppointment', { post: 'OTHER', personId: person, unitId, roleId, areaCode: TOWN, startsOn: day(0) }));
    await lock.untilWaiting(2, 'offices');
    await lock.release();
    expect((await Promise.all(both)).map(codeOf).sort()).toEqual(['INVALID_INPUT', 'done']);
  });

  it('changes neither the role nor the appointments of their own, and no role into one that puts a holder on both sides', async () => {
    const person = await office.person('Keeper');
    const permissions = ['role.read', 'role.amend', 'role.create', 'appointment.read', 'appointment.create', 'appointment.amend', 'appointment.end', 'person.read', 'unit.read'];
    const appointment = await office.appoint({ person, permissions, areaCode: CITY });
    const keeper = await office.actor(person);
    const [own] = await rowsOf(city.url, 'select role_id as id, unit_id from offices.appointment where id = $1', [appointment]);
    expect(codeOf(await office.run(keeper, 'amendRole', { id: own!.id, version: 1, note: 'x' }))).toBe('FORBIDDEN');
    const post = { post: 'OTHER', personId: person, unitId: own!.unit_id, roleId: own!.id, areaCode: CITY, startsOn: day(0) };
    expect(faultsIn(await office.run(keeper, 'createAppointment', post))).toContain('personId');
    expect([codeOf(await office.run(keeper, 'amendAppointment', { id: appointment, version: 1, endsOn: day(9) })), codeOf(await office.run(keeper, 'endAppointment', { id: appointment, version: 1, reason: 'x' }))]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const extra = await office.role(['unit.read']);
    dataOf(await office.run(administrator, 'createAppointment', { ...post, roleId: extra }));
    expect(faultsIn(await office.run(administrator, 'amendRole', { id: extra, version: 1, permissions: ['PREMISES_AMEND'] }))).toEqual(['permissions']);
    expect(codeOf(await office.run(keeper, 'amendRole', { id: await office.role(['unit.read']), version: 1, note: 'x' }))).toBe('done');
  });
});

describe('one side', () => {
  const appointing = (personId: string, roleId: string, unitId: string) => office.run(administrator, 'createAppointment', { post: 'OTHER', personId, unitId, roleId, areaCode: TOWN, startsOn: day(0) });

  it('holds for who stands in too, when an appointment or its role is amended', async () => {
    const [principal, deputy] = [await office.person('Stood for'), await office.person('Stands in')];
    const unitId = await office.unit('Standing in');
    await office.appoint({ person: deputy, permissions: ['premises.amend'], areaCode: TOWN });
    const [roleId, keeps, decides] = [await office.role(['unit.read']), await office.role(['account.administer']), await office.role(['premises.amend'])];
    const post = dataOf(await appointing(principal, roleId, unitId)).made as { id: string };
    dataOf(await office.run(administrator, 'createDeputy', { appointmentId: post.id, personId: deputy, startsOn: day(0), endsOn: day(5), reason: 'leave' }));
    expect(faultsIn(await office.run(administrator, 'amendAppointment', { id: post.id, version: 1, roleId: keeps }))).toEqual(['roleId']);
    expect(faultsIn(await office.run(administrator, 'amendRole', { id: roleId, version: 1, permissions: ['ACCOUNT_ADMINISTER'] }))).toEqual(['permissions']);
    expect(codeOf(await office.run(administrator, 'amendRole', { id: roleId, version: 1, permissions: ['PREMISES_AMEND', 'ROLE_READ'] }))).toBe('done');
    expect(codeOf(await office.run(administrator, 'amendAppointment', { id: post.id, version: 1, roleId: decides }))).toBe('done');
  });

  it('is not gone round by an appointment at the moment in which its role changes, whichever comes first', async () => {
    const person = await office.person('Beside a role');
    await office.appoint({ person, permissions: ['premises.amend'], areaCode: TOWN });
    const [unitId, roleId] = [await office.unit('Beside a role'), await office.role(['unit.read'])];
    const lock = await holdLock(city.url, 'select 1 from offices.role where id = $1 for update', [roleId]);
    const amended = office.run(administrator, 'amendRole', { id: roleId, version: 1, permissions: ['ACCOUNT_ADMINISTER'] });
    await lock.untilWaiting(1, 'offices');
    const appointed = appointing(person, roleId, unitId);
    await lock.untilWaiting(2, 'offices');
    await lock.release();
    expect([await amended, await appointed].map(codeOf)).toEqual(['done', 'INVALID_INPUT']);
    const other = await office.role(['unit.read']);
    const held = await holdLock(city.url, 'select 1 from offices.person where id = $1 for update', [person]);
    const first = appointing(person, other, unitId);
    await held.untilWaiting(1, 'offices');
    const second = office.run(administrator, 'amendRole', { id: other, version: 1, permissions: ['ACCOUNT_ADMINISTER'] });
    await held.untilWaiting(2, 'offices');
    await held.release();
    expect([await first, await second].map(codeOf)).toEqual(['done', 'INVALID_INPUT']);
  });
});

it('is not moved to an end that has passed: it is ended, and what is open handed over', async () => {
  const person = await office.person('Moved');
  const unitId = await office.unit('Moved');
  const id = await office.appoint({ person, permissions: ['unit.read'], areaCode: TOWN, post: 'DIRECTOR', unitId, startsOn: day(-9) });
  const amend = (version: number, more: object) => office.run(administrator, 'amendAppointment', { id, version, ...more });
  expect(faultsIn(await amend(1, { endsOn: day(-1) }))).toEqual(['endsOn']);
  expect(codeOf(await amend(1, { endsOn: day(0) }))).toBe('done');
  await rowsOf(city.url, 'update offices.appointment set ends_on = $2 where id = $1', [id, day(-1)]);
  expect(codeOf(await amend(2, { lines: ['FIRE'] }))).toBe('done');
});

describe('a squadron stationed in a town', () => {
  it('answers to the unit of the city, and its members see what is the town’s and nothing else', async () => {
    const parent = await office.unit('City brigade');
    const squadron = await office.unit('Squadron', { kind: 'SQUADRON', parentId: parent, stationedCode: TOWN });
    const member = await office.person('Member', squadron);
    await office.appoint({ person: member, permissions: ['premises.read', 'unit.read', 'operator.read'], areaCode: TOWN, unitId: squadron, post: 'OFFICER' });
    for (const [name, areaCode] of [['in', TOWN], ['in village', `${TOWN}206`], ['out', OTHER], ['city', CITY]]) dataOf(await city.ask('enterprises', administrator, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name, areaCode, kind: 'SHOP' } }));
    const actor = await office.actor(member);
    const { list } = dataOf(await city.ask('enterprises', actor, '{ list: premisesList { nodes { name } } }')) as { list: { nodes: { name: string }[] } };
    expect(list.nodes.map(({ name }) => name).sort()).toEqual(['in', 'in village']);
    const { units } = dataOf(await city.ask('offices', actor, '{ units { nodes { name stationedCode parentId } } }'));
    expect(units).toEqual({ nodes: [{ name: 'Squadron', stationedCode: TOWN, parentId: parent }] });
  });

  it('is read in the town where it is stationed, and in no other', async () => {
    const units = async (prefix: string) => ((dataOf(await city.ask('offices', personOf('x', [{ prefix }]), '{ units { nodes { name } } }')).units as { nodes: { name: string }[] }).nodes).map(({ name }) => name);
    expect([await units(TOWN), await units(OTHER)]).toEqual([['Squadron'], []]);
  });
});
