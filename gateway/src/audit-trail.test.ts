import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { sql } from 'kysely';
import { exportRegister, migrate, readSeals, sealAudit, SecretBox, verifyAudit, type Finding } from '@moduan/kernel';
import { definitions, migrated } from './composition';
import { holdLock, rowsOf } from './testing/held-lock';
import { sealAll } from './testing/seal-all';
import { dataOf, openCity, personOf, testKeys, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }]);
const office = personOf('office', [{ prefix: '430681119' }], '430681119', ['premises.read', 'premises.create', 'premises.amend', 'premises.export']);

let city: City;
let owner: Client;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'audit_trail');
  owner = new Client({ connectionString: city.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

const settings = () => ({ ownerUrl: city.url, secrets: new SecretBox(testKeys) });
const verify = (outside?: Awaited<ReturnType<typeof readSeals>>) => verifyAudit(owner, settings(), definitions, outside);
const enter = async (name: string): Promise<{ id: string; version: number }> =>
  dataOf(await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version } }', { i: { name, kind: 'SHOP', areaCode: '430681119' } })).made as never;
const amend = async (id: string, version: number, name: string) => dataOf(await city.ask('enterprises', bureau, 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id, version, name } }));
const found = ({ findings }: { findings: readonly Finding[] }) => findings.map(({ what, service, where }) => [what, service, where]);

it('is one chain for each record, from its first entry on', async () => {
  const { id } = await enter('一');
  await amend(id, 1, '二');
  await amend(id, 2, '三');
  const chain = await rowsOf(city.url, 'select sequence, previous, mac, action from enterprises.audit where record_id = $1 order by sequence', [id]);
  expect(chain.map(({ sequence, action }) => [sequence, action])).toEqual([[1, 'premises.create'], [2, 'premises.amend'], [3, 'premises.amend']]);
  expect(chain.map(({ previous }) => previous)).toEqual([null, chain[0]!.mac, chain[1]!.mac]);
  expect(await verify()).toMatchObject({ findings: [] });
});

it('has no gap and no fork when fifty export the same register at once', async () => {
  const { things } = city.composition.services.get('offices')!.definition;
  const units = things.find(({ register }) => register.many === 'units')!;
  await Promise.all(Array.from({ length: 50 }, async () => (await exportRegister(city.contextOf('offices', bureau), units, { format: 'csv' })).resume()));
  const chain = await rowsOf(city.url, `select sequence from offices.audit where record_id = 'unit' order by sequence`);
  expect(chain.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
});

describe('whoever meddles with it past the product is found', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await enter('甲'));
    await amend(id, 1, '乙');
    await amend(id, 2, '丙');
    await sealAll(owner, settings());
    await owner.query('begin');
  });
  const meddle = async (statement: string, values: readonly unknown[] = []) => {
    const { rowCount } = await owner.query(statement, [...values]);
    expect(rowCount).toBeGreaterThan(0);
    const verified = found(await verify());
    await owner.query('rollback');
    return verified;
  };

  it.each(['action', 'actor_id', 'actor_name', 'address', 'reason', 'request_id', 'area_code', 'on_behalf_of_name'])('who changes %s of an entry', async (column) => {
    expect(await meddle(`update enterprises.audit set ${column} = 'another' where record_id = $1 and sequence = 2`, [id])).toContainEqual(['changed', 'enterprises', id]);
  });
  it('who changes what it says, or when it was', async () => {
    expect(await meddle(`update enterprises.audit set changes = '[]' where record_id = $1 and sequence = 2`, [id])).toContainEqual(['changed', 'enterprises', id]);
    await owner.query('begin');
    expect(await meddle(`update enterprises.audit set at = at - interval '1 microsecond' where record_id = $1 and sequence = 2`, [id])).toContainEqual(['changed', 'enterprises', id]);
  });
  it('who removes one from the middle, or the last', async () => {
    expect(await meddle('delete from enterprises.audit where record_id = $1 and sequence = 2', [id])).toContainEqual(['removed', 'enterprises', id]);
    await owner.query('begin');
    const last = await meddle('delete from enterprises.audit where record_id = $1 and sequence = 3', [id]);
    expect(last).toEqual([['removed', 'enterprises', expect.stringMatching(/^seal \d+$/)]]);
  });
  it('who removes the chain of a whole record', async () => {
    const gone = await meddle('delete from enterprises.audit where record_id = $1', [id]);
    // One seal has it all, or two when other work of the cluster came between.
    expect(gone.length).toBeGreaterThan(0);
    for (const each of gone) expect(each).toEqual(['removed', 'enterprises', expect.stringMatching(/^seal/)]);
  });
  it('who adds one, with a mark that is taken from another, or with none', async () => {
    const copy = `insert into enterprises.audit (id, at, actor_id, actor_name, address, request_id, action, record_id, changes, sequence, previous, mac, clock)
      select gen_random_uuid(), at, 'x', 'x', address, request_id, action, record_id, changes, 4, mac, `;
    const from = ' from enterprises.audit where record_id = $1 and sequence = 3';
    expect(await meddle(`${copy}mac, audit.clock()${from}`, [id])).toContainEqual(['changed', 'enterprises', id]);
    await owner.query('begin');
    await expect(owner.query(`${copy}null, audit.clock()${from}`, [id])).rejects.toThrow('null value in column "mac"');
    await owner.query('rollback');
  });
  it('who puts a true entry of old where it never stood', async () => {
    const verified = await meddle(`update enterprises.audit set clock = 1 where record_id = $1 and sequence = 3`, [id]);
    expect(verified).toEqual([['added', 'enterprises', 'seal 1'], ['removed', 'enterprises', expect.stringMatching(/^seal/)]]);
  });
  it('who writes the seals anew, or leaves the last ones out', async () => {
    const outside = await readSeals(owner);
    expect(await meddle(`update audit.seal set content = jsonb_set(content, '{enterprises,entries}', '1') where number = (select max(number) from audit.seal)`)).toContainEqual(['seal', 'audit', `seal ${outside.length}`]);
    await owner.query('begin');
    await owner.query('delete from enterprises.audit where clock >= $1', [outside.at(-1)!.from]);
    await owner.query('delete from audit.seal where number = $1', [outside.length]);
    expect(found(await verify(outside))).toContainEqual(['seal', 'audit', `seal ${outside.length}`]);
    expect(found(await verify())).toEqual([]);
    await owner.query('rollback');
  });
});

it('is kept from the service’s own role: neither entries nor refused attempts nor seals can be changed or taken away', async () => {
  const { db } = city.composition.services.get('enterprises')!.database;
  for (const statement of ['update enterprises.audit set reason = null', 'delete from enterprises.audit', 'update enterprises.refused_attempt set code = null', 'delete from enterprises.refused_attempt', "update enterprises.operation set reason = 'x'", 'delete from enterprises.operation', 'select * from audit.seal', 'delete from audit.seal', 'insert into offices.audit (id) values (gen_random_uuid())', `create or replace function audit.clock() returns bigint language sql as 'select 1::bigint'`])
    await expect([statement, await sql.raw(statement).execute(db).then(() => 'done', (error: Error) => error.message)]).toEqual([statement, expect.stringMatching(/permission denied|must be owner/)]);
});

it('is not chained anew at the next start: what stands there without the product is found, however old it says it is', async () => {
  await rowsOf(city.url, `insert into enterprises.audit (id, at, actor_id, actor_name, address, request_id, action, record_id, changes, sequence, mac)
    values (gen_random_uuid(), '2025-01-01', 'x', 'x', 'x', 'x', 'premises.end', 'forged', '[]', 1, '')`);
  await migrate(settings(), migrated);
  expect(found(await verify())).toContainEqual(['changed', 'enterprises', 'forged']);
  await rowsOf(city.url, `delete from enterprises.audit where record_id = 'forged'`);
});

describe('seals', () => {
  it('cover what is committed, each from where the last one ended; what is under way comes into the next', async () => {
    const busy = new Client({ connectionString: city.url });
    await busy.connect();
    await busy.query('begin');
    await busy.query('select pg_current_xact_id()');
    const { id } = await enter('早');
    await sealAudit(settings(), definitions);
    const early = (await readSeals(owner)).at(-1)!;
    expect(Number((await rowsOf(city.url, 'select clock from enterprises.audit where record_id = $1', [id]))[0]!.clock)).toBeGreaterThanOrEqual(Number(early.to));
    await busy.query('commit');
    await busy.end();
    await sealAll(owner, settings());
    // The product seals every minute by itself: whoever came first, the next seal follows the one before.
    const late = (await readSeals(owner))[early.number]!;
    expect([late.number, late.from, late.previous]).toEqual([early.number + 1, early.to, early.signature]);
    expect(await verify()).toMatchObject({ findings: [], unsealed: 0 });
  });

  it('are not made of nothing', async () => {
    await sealAll(owner, settings());
    expect(await sealAudit(settings(), definitions)).toBeNull();
  });

  it('go on when a restored database begins to count anew', async () => {
    await enter('恢复');
    await sealAll(owner, settings());
    const last = (await readSeals(owner)).length;
    await owner.query(`update audit.seal set to_clock = to_clock + 1000000 where number = (select max(number) from audit.seal)`);
    await sealAudit(settings(), definitions);
    await enter('之后');
    await sealAll(owner, settings());
    const [entry] = await rowsOf(city.url, `select clock >= (select max(to_clock) from audit.seal where number = $1) as after, clock < (select max(to_clock) from audit.seal) as sealed from enterprises.audit where changes::text like '%之后%'`, [last]);
    expect(entry).toEqual({ after: true, sealed: true });
    await owner.query(`delete from audit.seal`);
  });
});

describe('a refused attempt', () => {
  const attempts = () => rowsOf(city.url, 'select operation, code, record_id, created_by, area_code from enterprises.refused_attempt order by id');

  it('is written down though nothing else was: who, what, on which record', async () => {
    const { id } = await enter('别家');
    const ending = await city.ask('enterprises', office, 'mutation M($i: EndPremisesInput!) { gone: endPremises(input: $i) { id } }', { i: { id, version: 1, reason: '试试' } });
    expect(ending.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await attempts()).toEqual([{ operation: 'Mutation.endPremises', code: 'FORBIDDEN', record_id: id, created_by: office.id, area_code: '430681119' }]);
    const elsewhere = personOf('elsewhere', [{ prefix: '430681102' }], '430681102');
    await city.ask('enterprises', elsewhere, 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id, version: 1, name: 'x' } });
    await city.ask('enterprises', office, '{ licences { totalCount } }');
    expect((await attempts()).slice(1)).toEqual([
      { operation: 'Mutation.amendPremises', code: 'NOT_FOUND', record_id: id, created_by: elsewhere.id, area_code: '430681102' },
      { operation: 'Query.licences', code: 'FORBIDDEN', record_id: null, created_by: office.id, area_code: '430681119' },
    ]);
    expect(await rowsOf(city.url, `select 1 from enterprises.audit where record_id = $1 and sequence > 1`, [id])).toEqual([]);
  });

  it('is read by whom the permission reaches, and by nobody else', async () => {
    const list = async (actor: typeof bureau) => (dataOf(await city.ask('enterprises', actor, '{ list: enterprisesRefusedAttempts(filter: { code: [FORBIDDEN] }) { nodes { operation createdByName } } }')).list as { nodes: unknown[] }).nodes;
    expect(await list(bureau)).toHaveLength(2);
    expect(await list(personOf('other', [{ prefix: '430681102' }]))).toEqual([]);
    const { errors } = await city.ask('enterprises', office, '{ enterprisesRefusedAttempts { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is written down whatever stands where an id should, and though nobody waits for the answer', async () => {
    const before = (await attempts()).length;
    const { errors } = await city.ask('enterprises', office, 'mutation M($i: EndPremisesInput!) { endPremises(input: $i) { id } }', { i: { id: 'a\u0000b', version: 1, reason: 'x' } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await attempts()).slice(before)).toMatchObject([{ operation: 'Mutation.endPremises', record_id: null }]);
  });

  it('can not be altered unseen', async () => {
    await sealAll(owner, settings());
    await owner.query('begin');
    await owner.query(`update enterprises.refused_attempt set created_by_name = 'somebody else' where operation = 'Mutation.endPremises'`);
    expect(found(await verify())).toContainEqual(['changed', 'enterprises', expect.any(String)]);
    await owner.query('rollback');
    await owner.query('begin');
    await owner.query(`delete from enterprises.refused_attempt where operation = 'Mutation.endPremises'`);
    expect(found(await verify())).toContainEqual(['removed', 'enterprises', expect.stringMatching(/^seal/)]);
    await owner.query('rollback');
  });
});

it('tells what was done as a list, looks at full values among it, for the areas of who reads it', async () => {
  const { id } = dataOf(await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: { name: '有电话', kind: 'SHOP', areaCode: '430681119', responsiblePhone: '13800138000' } })).made as { id: string };
  dataOf(await city.ask('enterprises', bureau, 'mutation R($i: RevealInput!) { revealPremises(input: $i) }', { i: { id: id.toUpperCase(), field: 'responsiblePhone' } }));
  expect((await rowsOf(city.url, 'select action, area_code from enterprises.audit where record_id = $1 order by sequence', [id])).at(-1)).toEqual({ action: 'premises.reveal', area_code: '430681119' });
  const looks = async (actor: typeof bureau) => (dataOf(await city.ask('enterprises', actor, `{ list: enterprisesOperations(filter: { action: { is: "premises.reveal" } }) { nodes { action actorName recordId areaCode } } }`)).list as { nodes: unknown[] }).nodes;
  expect(await looks(bureau)).toEqual([{ action: 'premises.reveal', actorName: 'bureau', recordId: id, areaCode: expect.any(String) }]);
  expect(await looks(personOf('other', [{ prefix: '430681102' }]))).toEqual([]);
});

it('goes on behind an entry that came while a change waited for its record', async () => {
  const made = await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: { name: '候', kind: 'SHOP', areaCode: '430681119', responsiblePhone: '13800000000' } });
  const { id } = dataOf(made).made as { id: string };
  const lock = await holdLock(city.url, 'select 1 from enterprises.premises where id = $1 for update', [id]);
  const look = city.ask('enterprises', bureau, 'mutation R($i: RevealInput!) { revealPremises(input: $i) }', { i: { id, field: 'responsiblePhone' } });
  await lock.untilWaiting(1, 'enterprises');
  const change = amend(id, 1, '至');
  await lock.untilWaiting(2, 'enterprises');
  await lock.release();
  dataOf(await look);
  await change;
  const chain = await rowsOf(city.url, 'select sequence, action from enterprises.audit where record_id = $1 order by sequence', [id]);
  expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(await verify()).toMatchObject({ findings: [] });
});
