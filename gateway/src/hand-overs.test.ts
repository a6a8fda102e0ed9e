import { postsOf } from '@moduan/offices/session/posts-of';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { today } from '@moduan/schema/codes';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, type City } from './testing/open-city';
import { administrator, codeOf, faultsIn, postsOffice, type PostsOffice } from './testing/posts';

const [TOWN, OTHER] = ['430681102', '430681104'];
let city: City;
let office: PostsOffice;
let [head, heir, stranger, principal]: string[] = [];
let unitId: string;
let [post, principalPost]: string[] = [];

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'hand_overs');
  office = postsOffice(city, postsOf);
  [head, heir, stranger, principal] = [await office.person('Head'), await office.person('Heir'), await office.person('Stranger'), await office.person('Principal')];
  unitId = await office.unit('Office', { areaCode: TOWN });
  await office.appoint({ person: heir!, permissions: ['premises.read'], areaCode: TOWN });
  await office.appoint({ person: stranger!, permissions: ['premises.read'], areaCode: OTHER });
  principalPost = await office.appoint({ person: principal!, permissions: ['premises.amend'], areaCode: TOWN });
});
beforeEach(async () => {
  post = await office.appoint({ person: head!, permissions: ['premises.read'], areaCode: TOWN, post: 'DIRECTOR', unitId });
});
afterAll(() => city.close());

const version = async (id: string) => Number((await rowsOf(city.url, 'select version from offices.appointment where id = $1', [id]))[0]!.version);
const end = async (more: object = {}, id = post!) => office.run(administrator, 'endAppointment', { id, version: await version(id), reason: '调离', ...more }, 'endedAt');
const open = async (id = post!) => (dataOf(await city.ask('offices', administrator, 'query Q($id: ID!) { appointment(id: $id) { openMatters { kind count } } }', { id })).appointment as { openMatters: object[] }).openMatters;
const newest = async () => (dataOf(await city.ask('offices', administrator, '{ handOvers(first: 1) { nodes { matters note handedOverOn areaCode appointmentId fromPerson { name } toPerson { name } createdByName } } }')).handOvers as { nodes: object[] }).nodes[0];

it('an appointment with open matters does not end without a successor, and says what is open', async () => {
  expect(await open()).toEqual([{ kind: 'UNIT', count: 1 }]);
  const { errors } = await end();
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'successorId', message: '还有未了事项（主持工作的机构 1），请指定接收人' }] } } }]);
  expect(await rowsOf(city.url, 'select 1 from offices.appointment where id = $1 and ended_at is null', [post])).toHaveLength(1);
  dataOf(await end({ successorId: heir }));
  expect(await newest()).toEqual({ matters: '主持工作的机构 1', note: '调离', handedOverOn: today(), areaCode: TOWN, appointmentId: post, fromPerson: { name: 'Head' }, toPerson: { name: 'Heir' }, createdByName: 'administrator' });
});

it('one with nothing open ends as before', async () => {
  const deputy = await office.appoint({ person: head!, permissions: ['premises.read'], areaCode: TOWN });
  expect([await open(deputy), codeOf(await end({}, deputy))]).toEqual([[], 'done']);
  const second = await office.appoint({ person: stranger!, permissions: ['premises.read'], areaCode: TOWN, post: 'DIRECTOR', unitId });
  expect([await open(), codeOf(await end())]).toEqual([[], 'done']);
  dataOf(await end({ successorId: heir }, second));
});

it('the successor is somebody else who holds a post today that reaches the area', async () => {
  const [later, narrow, gone] = [await office.person('Later'), await office.person('Narrow'), await office.person('Gone')];
  await office.appoint({ person: later, permissions: ['premises.read'], areaCode: TOWN, startsOn: '2099-01-01' });
  await office.appoint({ person: narrow, permissions: ['premises.read'], areaCode: TOWN, lines: ['FIRE'] });
  await office.appoint({ person: gone, permissions: ['premises.read'], areaCode: TOWN, endsOn: '2026-01-02' });
  for (const successorId of [head, stranger, later, narrow, gone]) expect(faultsIn(await end({ successorId }))).toEqual(['successorId']);
  expect(faultsIn(await end({ successorId: 'x' }))).toEqual(['successorId']);
  dataOf(await end({ successorId: heir }));
});

it('the successor stands in where the one who goes stood in; deputies named for the post end with it', async () => {
  const make = async (appointmentId: string, personId: string) => dataOf(await office.run(administrator, 'createDeputy', { appointmentId, personId, startsOn: today(), endsOn: '2099-12-31', reason: 'leave' }));
  await make(principalPost!, head!);
  await make(post!, stranger!);
  expect(await open()).toEqual([{ kind: 'UNIT', count: 1 }, { kind: 'STANDS_IN', count: 1 }, { kind: 'NAMED', count: 1 }]);
  expect((await office.actor(heir!)).may('premises.amend')).toBe(false);
  dataOf(await end({ successorId: heir }));
  expect(await newest()).toMatchObject({ matters: '主持工作的机构 1、正在或将要代理的岗位 1、已指定代理人 1' });
  const heirNow = await office.actor(heir!);
  expect([heirNow.may('premises.amend'), heirNow.principals.map(({ name }) => name), (await office.actor(head!)).may('premises.amend')]).toEqual([true, ['Principal'], false]);
  expect((await office.actor(stranger!)).reach('premises.read')).toEqual([{ prefix: OTHER }]);
  const trail = await rowsOf(city.url, "select action from offices.audit where action like 'deputy.%' and request_id = 'test' order by at desc limit 3");
  expect(trail.map(({ action }) => action).sort()).toEqual(['deputy.create', 'deputy.end', 'deputy.end']);
});

it('is read where the appointment was, and by nobody of another town', async () => {
  const seen = async (prefix: string) => dataOf(await city.ask('offices', personOf('x', [{ prefix }]), '{ handOvers { totalCount } }')).handOvers;
  expect([await seen(OTHER), (await seen(TOWN)) !== 0]).toEqual([{ totalCount: 0 }, true]);
  dataOf(await end({ successorId: heir }));
});

it('two who end it at once do so once', async () => {
  const seen = await version(post!);
  const lock = await holdLock(city.url, 'select 1 from offices.appointment where id = $1 for update', [post]);
  const both = [0, 1].map(() => office.run(administrator, 'endAppointment', { id: post, version: seen, reason: 'x', successorId: heir }));
  await lock.untilWaiting(2, 'offices');
  await lock.release();
  expect((await Promise.all(both)).map(codeOf).sort()).toEqual(['ILLEGAL_TRANSITION', 'done']);
  expect(await rowsOf(city.url, 'select 1 from offices.hand_over where appointment_id = $1', [post])).toHaveLength(1);
});

it('who leaves leaves their posts, with a successor for what is open', async () => {
  const leaver = await office.person('Leaver');
  const [one, two] = [await office.appoint({ person: leaver, permissions: ['premises.read'], areaCode: TOWN, post: 'SQUADRON_LEADER', unitId }), await office.appoint({ person: leaver, permissions: ['premises.read'], areaCode: OTHER })];
  const leave = (more: object, who = administrator) => office.run(who, 'endPerson', { id: leaver, version: 1, reason: '退休', ...more });
  expect([faultsIn(await leave({})), codeOf(await leave({ successorId: heir }, personOf('clerk', [{ prefix: '430681' }], '430681', ['person.read', 'person.end'])))]).toEqual([['successorId'], 'FORBIDDEN']);
  const both = await office.appoint({ person: heir!, permissions: ['premises.read'], areaCode: OTHER });
  dataOf(await leave({ successorId: heir }));
  expect((await rowsOf(city.url, 'select end_reason from offices.appointment where id = any($1) and ended_at is not null', [[one, two]])).map(({ end_reason }) => end_reason)).toEqual(['退休', '退休']);
  expect(await rowsOf(city.url, "select 1 from offices.audit where action = 'appointment.end' and record_id = any($1)", [[one, two]])).toHaveLength(2);
  dataOf(await end({}, both));
  dataOf(await end({ successorId: heir }));
});

describe('who ends an appointment', () => {
  const stands = async (personId: string) => {
    await rowsOf(city.url, 'update offices.deputy set ended_at = now() where appointment_id = $1', [principalPost]);
    return office.run(administrator, 'createDeputy', { appointmentId: principalPost, personId, startsOn: today(), endsOn: '2099-12-31', reason: 'leave' });
  };
  const keeping = ['appointment.end', 'appointment.read', 'person.read', 'account.administer'];
  const standing = async (personId: string) => (await office.actor(personId)).principals.map(({ name }) => name);

  it('takes nothing over by it themselves', async () => {
    const keeper = await office.person('Keeper of the town');
    await office.appoint({ person: keeper, permissions: keeping, areaCode: TOWN });
    dataOf(await stands(head!));
    const tried = await office.run(await office.actor(keeper), 'endAppointment', { id: post, version: await version(post!), reason: 'x', successorId: keeper });
    expect([faultsIn(tried), await standing(keeper)]).toEqual([['successorId'], []]);
    dataOf(await end({ successorId: heir }));
    expect(await standing(heir!)).toEqual(['Principal']);
  });

  it('passes on only where they may name deputies themselves, and to nobody who would be on both sides', async () => {
    const [keeper, other] = [await office.person('Keeper two'), await office.person('Administers')];
    await office.appoint({ person: keeper, permissions: keeping, areaCode: TOWN });
    await office.appoint({ person: other, permissions: ['account.administer'], areaCode: TOWN });
    dataOf(await stands(head!));
    dataOf(await office.run(await office.actor(keeper), 'endAppointment', { id: post, version: await version(post!), reason: 'x', successorId: heir }));
    expect([await standing(head!), await standing(heir!)]).toEqual([[], []]);
    const [trail] = await rowsOf(city.url, "select area_code from offices.audit where action = 'deputy.end' order by at desc limit 1");
    expect(trail).toEqual({ area_code: TOWN });
    post = await office.appoint({ person: head!, permissions: ['premises.read'], areaCode: TOWN, post: 'DIRECTOR', unitId });
    dataOf(await stands(head!));
    dataOf(await end({ successorId: other }));
    expect([await standing(head!), await standing(other)]).toEqual([[], []]);
  });
});
