import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { creditCode } from './testing/fill-city';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type Answer, type City } from './testing/open-city';

const TOWN = '430681102';
const office = personOf('office', [{ prefix: TOWN }], TOWN);
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const CREATE = 'mutation M($i: CreatePremisesInput!) { done: createPremises(input: $i) { id version name } }';
const AMEND = 'mutation M($i: AmendPremisesInput!) { done: amendPremises(input: $i) { id version name address } }';

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'unit_of_work');
  const area = 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }';
  for (const i of [{ code: '430681', name: '汨罗市' }, { code: TOWN, name: '新市镇' }]) dataOf(await city.ask('grids', bureau, area, { i }));
  await untilHeard(city);
});
afterAll(() => city.close());

type Done = { id: string; version: number; name: string };
const ask = (document: string, i: object) => city.ask('enterprises', office, document, { i });
const doneOf = ({ data }: Answer) => data?.done as Done;
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
const enter = async (name = 'A works') => doneOf(await ask(CREATE, { name, kind: 'ENTERPRISE', areaCode: TOWN }));
const trail = (recordId: string, service = 'enterprises') => rowsOf(city.url, `select * from ${service}.audit where record_id = $1 order by at, id`, [recordId]);
const events = (recordId: string) => rowsOf(city.url, 'select data from events.job where data::text like $1', [`%${recordId}%`]);

describe('two who come at once', () => {
  it('and change the same record are told apart: one wins, the other is told of the version that is there now', async () => {
    const { id } = await enter();
    const held = await holdLock(city.url, 'select 1 from enterprises.premises where id = $1 for update', [id]);
    const both = ['East 1', 'West 2'].map((address) => ask(AMEND, { id, version: 1, address }));
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    const answers = await Promise.all(both);
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', undefined]);
    const refused = answers.find(({ errors }) => errors)!.errors![0]!;
    expect(refused.extensions.details).toEqual({ current: 2, by: 'office', at: expect.anything() });
    const kept = answers.map(doneOf).find(Boolean) as unknown as { address: string };
    expect(await trail(id)).toMatchObject([{ action: 'premises.create' }, { action: 'premises.amend', changes: [{ field: 'address', from: null, to: kept.address }] }]);
  });

  it('are told apart too when one of them ends the record', async () => {
    const { id } = await enter();
    const held = await holdLock(city.url, 'select 1 from enterprises.premises where id = $1 for update', [id]);
    const end = 'mutation M($i: EndPremisesInput!) { done: endPremises(input: $i) { id } }';
    const both = [ask(end, { id, version: 1, reason: 'closed' }), ask(AMEND, { id, version: 1, address: 'East 1' })];
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    const codes = (await Promise.all(both)).map(codeOf);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(['CONFLICT', 'ILLEGAL_TRANSITION']).toContain(codes.find(Boolean));
    expect(await trail(id)).toHaveLength(2);
  });

  it('with the same new code enter two premises of one operator', async () => {
    const code = creditCode(1, 'TW');
    const values = ['00000000-0000-7000-8000-000000000001', code];
    const held = await holdLock(city.url, "insert into enterprises.operator (id, version, created_at, created_by, created_by_name, updated_at, name, credit_code) values ($1, 1, now(), '', '', now(), '', $2)", values);
    const both = ['Gate 1', 'Gate 2'].map((name) => ask(CREATE, { name, kind: 'ENTERPRISE', areaCode: TOWN, creditCode: code }));
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    expect((await Promise.all(both)).map(codeOf)).toEqual([undefined, undefined]);
    const [operators, premises] = [await rowsOf(city.url, 'select id from enterprises.operator where credit_code = $1', [code]), await rowsOf(city.url, 'select distinct operator_id as id from enterprises.premises where credit_code = $1', [code])];
    expect(premises).toEqual(operators);
    expect(operators).toHaveLength(1);
  });

  it.each([
    ['amend', 'Amend', { address: 'North 3' }], ['transfer', 'Transfer', { areaCode: TOWN, reason: 'moved' }], ['grade', 'Grade', { stars: 2, reason: 'dust' }],
  ])('go on when more of them %s at once than there are connections', async (verb, Verb, change) => {
    const made = await Promise.all(Array.from({ length: 25 }, (_, i) => enter(`Works to ${verb} ${i}`)));
    const document = `mutation M($i: ${Verb}PremisesInput!) { done: ${verb}Premises(input: $i) { id operator { name } history { action } } }`;
    const answers = await Promise.all(made.map(({ id, version }) => ask(document, { id, version, ...change })));
    expect(answers.map(codeOf)).toEqual(made.map(() => undefined));
  });
});

describe('an idempotency key', () => {
  const twenty = (document: string, input: object) => Array.from({ length: 20 }, () => ask(document, input));
  /** Somebody holds the very key: all that come with it wait, then race. */
  const holdKey = (key: string) =>
    holdLock(city.url, "insert into enterprises.idempotency (actor_id, key, action, body_hash) values ($1, $2, 'x', 'x')", [office.id, key]);

  it('sent twenty times at once enters one record and answers alike', async () => {
    const held = await holdKey('create twenty');
    const all = twenty(CREATE, { name: 'Only one', kind: 'SHOP', areaCode: TOWN, clientMutationId: 'create twenty' });
    await held.untilWaiting(10, 'enterprises');
    await held.release();
    const answers = await Promise.all(all);
    expect(answers.map(codeOf)).toEqual(answers.map(() => undefined));
    expect(new Set(answers.map((answer) => JSON.stringify(doneOf(answer)))).size).toBe(1);
    expect(await rowsOf(city.url, "select id from enterprises.premises where name = 'Only one'")).toHaveLength(1);
    expect(await trail(doneOf(answers[0]!).id)).toHaveLength(1);
  });

  it('sent twenty times at once changes a record once', async () => {
    const { id } = await enter();
    const held = await holdKey('amend twenty');
    const all = twenty(AMEND, { id, version: 1, address: 'South 4', clientMutationId: 'amend twenty' });
    await held.untilWaiting(10, 'enterprises');
    await held.release();
    const answers = await Promise.all(all);
    expect(answers.map(doneOf)).toEqual(answers.map(() => ({ id, version: 2, name: 'A works', address: 'South 4' })));
    expect(await trail(id)).toHaveLength(2);
  });

  it('is refused for anything else than what it was first used for', async () => {
    const input = { kind: 'SHOP', areaCode: TOWN, clientMutationId: 'used' };
    const { id } = doneOf(await ask(CREATE, { ...input, name: 'First' }));
    expect(codeOf(await ask(CREATE, { ...input, name: 'Second' }))).toBe('CONFLICT');
    expect(codeOf(await ask(AMEND, { id, version: 1, address: 'x', clientMutationId: 'used' }))).toBe('CONFLICT');
    expect(await rowsOf(city.url, "select id from enterprises.premises where name = 'Second'")).toEqual([]);
  });

  it('of somebody else is another key', async () => {
    const input = { name: 'Shared key', kind: 'SHOP', areaCode: TOWN, clientMutationId: 'shared' };
    const mine = doneOf(await ask(CREATE, input));
    const theirs = doneOf(await city.ask('enterprises', personOf('another office', [{ prefix: TOWN }], TOWN), CREATE, { i: input }));
    expect(theirs.id).not.toBe(mine.id);
  });

  it('of an attempt that failed can be used again', async () => {
    const input = { kind: 'SHOP', areaCode: TOWN, clientMutationId: 'again' };
    expect(codeOf(await ask(CREATE, { ...input, name: '' }))).toBe('INVALID_INPUT');
    expect(codeOf(await ask(CREATE, { ...input, name: 'Now right' }))).toBeUndefined();
  });
});

describe('an attempt that fails', () => {
  /** The database refuses at the very end, when change, trail, event and key have all been written. */
  const refuseCommits = async (service: string) => {
    await rowsOf(city.url, `create function ${service}.refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit today'; end $$`);
    await rowsOf(city.url, `create constraint trigger refuse after insert on ${service}.audit deferrable initially deferred for each row execute function ${service}.refuse()`);
    return () => rowsOf(city.url, `drop function ${service}.refuse() cascade`);
  };

  it('leaves no change, no entry, no event and no key', async () => {
    const amend = 'mutation M($i: AmendAreaInput!) { done: amendArea(input: $i) { id } }';
    const [{ id } = { id: '' }] = (await rowsOf(city.url, "select id from grids.area where code = '430681'")) as { id: string }[];
    const before = await events(id);
    expect(before.length).toBeGreaterThan(0);
    const allowAgain = await refuseCommits('grids');
    const answer = await city.ask('grids', bureau, amend, { i: { id, version: 1, name: '另一市', clientMutationId: 'fails late' } });
    await allowAgain();
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: 'test' } }]);
    expect(await rowsOf(city.url, 'select name, version from grids.area where id = $1', [id])).toEqual([{ name: '汨罗市', version: 1 }]);
    expect(await trail(id, 'grids')).toHaveLength(1);
    expect(await events(id)).toEqual(before);
    expect(await rowsOf(city.url, "select key from grids.idempotency where key = 'fails late'")).toEqual([]);
  });
});

describe('the trail', () => {
  const asOffices = (document: string, i: object) => city.ask('offices', office, document, { i });
  const create = (type: string) => `mutation M($i: Create${type}Input!) { done: create${type}(input: $i) { id version } }`;

  it('says who did what, from where, under which request, and what changed', async () => {
    const { id } = await enter('Named');
    await ask(AMEND, { id, version: 1, name: 'Renamed', address: 'East 1' });
    expect(await trail(id)).toMatchObject([
      { action: 'premises.create', actor_id: 'test office', actor_name: 'office', address: '127.0.0.1', request_id: 'test' },
      { action: 'premises.amend', changes: expect.arrayContaining([{ field: 'name', from: 'Named', to: 'Renamed' }, { field: 'address', from: null, to: 'East 1' }]) },
    ]);
  });

  it('shows in each step of one request what the step before has done', async () => {
    const { id } = await enter('In two steps');
    const document = 'mutation M($a: AmendPremisesInput!, $b: AmendPremisesInput!) { a: amendPremises(input: $a) { history { action } } b: amendPremises(input: $b) { history { action } } }';
    const { a, b } = dataOf(await city.ask('enterprises', office, document, { a: { id, version: 1, address: '1' }, b: { id, version: 2, address: '2' } })) as Record<'a' | 'b', { history: object[] }>;
    expect([a.history.length, b.history.length]).toEqual([2, 3]);
  });

  it('never holds a secret, and still says that it changed', async () => {
    const unit = doneOf(await asOffices(create('Unit'), { name: 'An office', kind: 'OTHER', areaCode: TOWN }));
    const person = doneOf(await asOffices(create('Person'), { name: 'A person', unitId: unit.id, areaCode: TOWN, phone: '13811118000' }));
    const amend = 'mutation M($i: AmendPersonInput!) { done: amendPerson(input: $i) { id } }';
    expect(codeOf(await asOffices(amend, { id: person.id, version: 1, phone: '13822228000' }))).toBeUndefined();
    const entries = await trail(person.id, 'offices');
    expect(JSON.stringify(entries)).not.toMatch(/1381111|1382222|sealed|hash/i);
    expect(entries[0]!.changes).toContainEqual({ field: 'phone', from: null, to: '138****8000' });
    expect(entries[1]!.changes).toEqual([{ field: 'phone', from: '138****8000', to: '138****8000' }]);
  });

  it.each(["update audit set actor_name = 'nobody'", 'delete from audit', 'truncate audit', 'drop table audit', 'alter table audit disable trigger all'])(
    'can not be altered by the service itself: %s', async (statement) => {
      const { orm } = city.composition.services.get('enterprises')!.database;
      await expect(orm.em.fork().execute(statement)).rejects.toThrow(/permission denied|must be owner/);
    });

  it('of one service is out of reach of another', async () => {
    const { orm } = city.composition.services.get('enterprises')!.database;
    for (const table of ['offices.person', 'offices.credential', 'grids.area', 'offices.audit'])
      await expect(orm.em.fork().execute(`select 1 from ${table}`)).rejects.toThrow(/permission denied for schema/);
  });
});

it('a table that gets a column while a service runs stops no change', async () => {
  const { id } = await enter('B works');
  for (let version = 1; version < 4; version += 1) doneOf(await ask(AMEND, { id, version, address: `East ${version}` }));
  await rowsOf(city.url, 'alter table enterprises.premises add column of_a_later_version text');
  const later = await ask(AMEND, { id, version: 4, address: 'West' });
  await rowsOf(city.url, 'alter table enterprises.premises drop column of_a_later_version');
  expect(later).toMatchObject({ data: { done: { address: 'West' } } });
});
