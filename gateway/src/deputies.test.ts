import { postsOf } from '@moduan/offices/session/posts-of';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { today } from '@moduan/schema/codes';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, type City } from './testing/open-city';
import { administrator, codeOf, faultsIn, postsOffice, type PostsOffice } from './testing/posts';

const [CITY, TOWN, OTHER] = ['430681', '430681102', '430681104'];
const READS = ['unit.read', 'person.read', 'appointment.read', 'deputy.read', 'premises.read'];
const HEAD = [...READS, 'premises.create', 'premises.amend', 'premises.grade'];
const day = (days: number) => new Date(Date.parse(`${today()}T12:00:00+08:00`) + days * 86_400_000).toISOString().slice(0, 10);

let city: City;
let office: PostsOffice;
let head: string;
let post: string;
let clerk: string;
let places = 0;

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'deputies');
  office = postsOffice(city, postsOf);
  [head, clerk] = [await office.person('Head'), await office.person('Clerk')];
  post = await office.appoint({ person: head, permissions: HEAD, areaCode: TOWN, post: 'DIRECTOR' });
  await office.appoint({ person: clerk, permissions: [...READS, 'premises.create', 'premises.amend'], areaCode: OTHER });
});
afterAll(() => city.close());

/** A deputy of one day after the other, so that none stands in the way of the next. */
const name = (more: object = {}, actor = administrator) => office.run(actor, 'createDeputy', { appointmentId: post, personId: clerk, startsOn: today(), endsOn: today(), reason: 'leave', ...more });
const end = async (id: string) => dataOf(await office.run(administrator, 'endDeputy', { id, version: 1, reason: 'back' }));
const idOf = (answer: Awaited<ReturnType<typeof name>>) => (dataOf(answer).made as { id: string }).id;
const during = async (more: object, work: (id: string) => Promise<void>) => {
  const id = idOf(await name(more));
  await work(id);
  await end(id);
};
const enter = async (areaCode: string, actor = administrator) =>
  dataOf(await city.ask('enterprises', actor, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version } }', { i: { name: `P ${(places += 1)}`, kind: 'ENTERPRISE', areaCode } })).made as { id: string; version: number };
const behalf = async (id: string) => (await rowsOf(city.url, 'select action, actor_name, on_behalf_of_id, on_behalf_of_name from enterprises.audit where record_id = $1 order by at desc limit 1', [id]))[0];

describe('while it holds', () => {
  it('the deputy has the post of the principal, marked as theirs, beside the own one', () =>
    during({ endsOn: day(3) }, async () => {
      const actor = await office.actor(clerk);
      expect([actor.reach('premises.grade'), actor.reach('premises.amend'), actor.homeArea]).toEqual([[{ prefix: TOWN }], [{ prefix: OTHER }, { prefix: TOWN }], OTHER]);
      expect(actor.principals).toEqual([{ personId: head, name: 'Head', accountIds: [] }]);
      expect((await office.actor(head)).reach('premises.grade')).toEqual([{ prefix: TOWN }]);
    }));

  it('an act that only the post of the principal allows is entered "A for B", and no other', () =>
    during({}, async () => {
      const actor = await office.actor(clerk);
      const [theirs, own] = [await enter(TOWN, actor), await enter(OTHER, actor)];
      expect([await behalf(theirs.id), await behalf(own.id)]).toMatchObject([
        { action: 'premises.create', actor_name: 'Clerk', on_behalf_of_id: head, on_behalf_of_name: 'Head' },
        { actor_name: 'Clerk', on_behalf_of_id: null, on_behalf_of_name: null },
      ]);
      const { rows: operators } = { rows: await rowsOf(city.url, "select on_behalf_of_name from enterprises.audit where action = 'operator.create' order by at desc limit 2") };
      expect(operators.map(({ on_behalf_of_name }) => on_behalf_of_name)).toEqual([null, 'Head']);
      dataOf(await city.ask('enterprises', actor, 'mutation M($i: GradePremisesInput!) { gradePremises(input: $i) { id } }', { i: { ...theirs, stars: 3, reason: 'dust' } }));
      const { premises } = dataOf(await city.ask('enterprises', actor, 'query Q($id: ID!) { premises(id: $id) { history(first: 2) { action actorName onBehalfOf } } }', { id: theirs.id }));
      expect(premises).toEqual({ history: [{ action: 'premises.grade', actorName: 'Clerk', onBehalfOf: 'Head' }, { action: 'premises.create', actorName: 'Clerk', onBehalfOf: 'Head' }] });
      expect(codeOf(await city.ask('enterprises', actor, 'mutation M($i: GradePremisesInput!) { gradePremises(input: $i) { id } }', { i: { ...own, stars: 3, reason: 'dust' } }))).toBe('FORBIDDEN');
    }));

  it('holds on the days named, both included, from midnight to midnight in the city', async () => {
    const id = idOf(await name({ startsOn: '2099-03-01', endsOn: '2099-03-02' }));
    const holds = async (moment: string) => (await office.actor(clerk, moment)).may('premises.grade');
    expect(await Promise.all(['2099-02-28T15:59:59.9Z', '2099-02-28T16:00:00Z', '2099-03-02T15:59:59.9Z', '2099-03-02T16:00:00Z'].map(holds))).toEqual([false, true, true, false]);
    await end(id);
    expect(await holds('2099-03-01T04:00:00Z')).toBe(false);
  });

  it('passes nothing on: a deputy of the deputy has only what is the deputy’s own', () =>
    during({}, async () => {
      const third = await office.person('Third');
      const [own] = await rowsOf(city.url, 'select id from offices.appointment where person_id = $1', [clerk]);
      const id = idOf(await name({ appointmentId: own!.id, personId: third }));
      const actor = await office.actor(third);
      expect([actor.reach('premises.amend'), actor.may('premises.grade')]).toEqual([[{ prefix: OTHER }], false]);
      await end(id);
    }));
});

it.each([['the appointment of the principal', 'appointment', () => post], ['the principal', 'person', () => head]] as const)('lapses with %s', async (_what, table, id) =>
  during({}, async () => {
    await rowsOf(city.url, `update offices.${table} set ended_at = now() where id = $1`, [id()]);
    expect((await office.actor(clerk)).may('premises.grade')).toBe(false);
    await rowsOf(city.url, `update offices.${table} set ended_at = null where id = $1`, [id()]);
  }));

describe('is named', () => {
  it('by the holder for their own post, whatever else they may do, and by nobody for that of another', async () => {
    const [holder, other] = [await office.actor(head), personOf('reader', [{ prefix: CITY }], CITY, READS)];
    const naming = (actor: typeof other) => city.ask('offices', actor, 'mutation M($i: NameDeputyInput!) { made: nameDeputy(input: $i) { id allowedActions } }', { i: { id: post, version: 1, personId: clerk, startsOn: day(30), endsOn: day(31), reason: 'leave' } });
    expect([codeOf(await name({}, other)), codeOf(await naming(other))]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(dataOf(await naming(holder)).made).toEqual({ id: post, allowedActions: ['NAME_DEPUTY'] });
    const { deputies } = dataOf(await city.ask('offices', holder, '{ deputies(filter: { ended: false }) { nodes { id version areaCode principalId personId allowedActions } } }')) as { deputies: { nodes: { id: string }[] } };
    expect(deputies.nodes).toMatchObject([{ areaCode: TOWN, principalId: head, personId: clerk, allowedActions: ['END'] }]);
    await end(deputies.nodes[0]!.id);
  });

  it('by an administrator of the area alone', async () => {
    const admin = (prefix: string) => personOf(`of ${prefix}`, [{ prefix }], prefix, [...READS, 'deputy.create']);
    await rowsOf(city.url, 'update offices.person set area_code = $1 where id = $2', [OTHER, clerk]);
    expect([codeOf(await name({}, admin(OTHER))), codeOf(await name({ personId: head }, admin(TOWN)))]).toEqual(['INVALID_INPUT', 'INVALID_INPUT']);
    await rowsOf(city.url, 'update offices.person set area_code = $1 where id = $2', [CITY, clerk]);
  });

  it('neither for the holder, nor by a person for themselves, nor for days that are none or have passed', async () => {
    const self = await office.person('Self');
    await office.appoint({ person: self, permissions: ['deputy.create', 'deputy.read', 'appointment.read', 'person.read'], areaCode: CITY });
    const tried = [await name({ personId: head }), await name({ personId: self }, await office.actor(self)), await name({ startsOn: day(2), endsOn: day(1) }), await name({ startsOn: day(-3), endsOn: day(-1) })];
    expect(tried.map(faultsIn)).toEqual([['personId'], ['personId'], ['endsOn'], ['endsOn']]);
  });

  it('once for any day, by two at the same moment too', async () => {
    const id = idOf(await name({ startsOn: day(10), endsOn: day(12) }));
    for (const [startsOn, endsOn] of [[12, 14], [8, 10], [11, 11], [9, 13]]) expect(faultsIn(await name({ startsOn: day(startsOn!), endsOn: day(endsOn!) }))).toEqual(['startsOn']);
    await end(idOf(await name({ startsOn: day(13), endsOn: day(13) })));
    await end(id);
    const lock = await holdLock(city.url, 'select 1 from offices.appointment where id = $1 for update', [post]);
    const both = [name({ startsOn: day(20), endsOn: day(22) }), name({ startsOn: day(21), endsOn: day(23) })];
    await lock.untilWaiting(2, 'offices');
    await lock.release();
    const answers = await Promise.all(both);
    expect(answers.map(codeOf).sort()).toEqual(['INVALID_INPUT', 'done']);
    await end(idOf(answers.find((answer) => !answer.errors)!));
  });

  it('not where one person would administer and decide', async () => {
    const keeper = await office.person('Keeper');
    await office.appoint({ person: keeper, permissions: ['account.administer', 'person.read'], areaCode: CITY });
    expect(faultsIn(await name({ personId: keeper }))).toEqual(['personId']);
  });
});
