import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { leave } from '../../tools/demo/leave';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const [CITY, TOWN] = ['430681', '430681102'];
const KEEPING = [...['unit', 'person', 'appointment', 'account'].flatMap((noun) => ['read', 'create', 'amend', 'end'].map((action) => `${noun}.${action}`)), ...['read', 'create', 'amend', 'end'].map((action) => `role.${action}`), 'account.administer'];

let gateway: Gateway;
let first: Visitor;
let keeper: Visitor;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'administrators');
  first = await gateway.signIn('first');
  keeper = await appoint(gateway, first, { username: 'keeper', areaCode: TOWN, permissions: KEEPING });
  await appoint(gateway, first, { username: 'clerk', areaCode: TOWN, permissions: ['unit.read'] });
});
afterAll(() => gateway.close());

const run = async (who: Visitor, mutation: string, type: string, i: object) => who.ask(`mutation M($i: ${type}!) { done: ${mutation}(input: $i) { id } }`, { i });
const codeOf = ({ errors }: Awaited<ReturnType<Visitor['ask']>>) => errors?.[0]?.extensions.code ?? 'done';
const one = async (what: string, where: string) => (await rowsOf(gateway.city.url, `select * from offices.${what} where ${where}`))[0] as { id: string; version: number; person_id: string; unit_id: string; role_id: string };
const idOf = async (answer: ReturnType<Visitor['ask']>) => (dataOf(await answer).done as { id: string }).id;

describe('an administrator of a town', () => {
  it('keeps no roles: they are those of the whole city', async () => {
    const { id, version } = await one('role', "name = 'Role of clerk'");
    const tried = [
      await run(keeper, 'createRole', 'CreateRoleInput', { name: 'everything', permissions: ['PREMISES_AMEND'] }),
      await run(keeper, 'amendRole', 'AmendRoleInput', { id, version, permissions: ['PREMISES_AMEND'] }),
      await run(keeper, 'endRole', 'EndRoleInput', { id, version, reason: 'x' }),
    ];
    expect(tried.map(codeOf)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(codeOf(await run(first, 'amendRole', 'AmendRoleInput', { id, version, note: 'x' }))).toBe('done');
  });

  it('gives nobody a post of their own choosing to themselves', async () => {
    const own = await one('appointment', "person_id = (select person_id from offices.account where username = 'keeper')");
    const post = { post: 'DIRECTOR', unitId: own.unit_id, roleId: own.role_id, areaCode: TOWN, startsOn: '2026-02-01' };
    const { errors } = await run(keeper, 'createAppointment', 'CreateAppointmentInput', { ...post, personId: own.person_id });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'personId', message: '不能给自己任职，请由另一位管理员办理' }] } } }]);
    const role = await one('role', "name = 'Role of clerk'");
    expect(codeOf(await run(keeper, 'amendAppointment', 'AmendAppointmentInput', { id: own.id, version: own.version, roleId: role.id }))).toBe('FORBIDDEN');
    const { person_id: personId } = await one('account', "username = 'clerk'");
    expect(codeOf(await run(keeper, 'createAppointment', 'CreateAppointmentInput', { ...post, personId }))).toBe('done');
  });

  it('touches no account whose holder has a post elsewhere, and opens none', async () => {
    const clerk = await one('account', "username = 'clerk'");
    const act = async () => {
      const { id, version } = await one('account', "username = 'clerk'");
      return [
        await run(keeper, 'setAccountPassword', 'SetAccountPasswordInput', { id, password: 'Taken-over-2026' }),
        await run(keeper, 'amendAccount', 'AmendAccountInput', { id, version, areaCode: `${TOWN}206` }),
      ].map(codeOf);
    };
    expect(await act()).toEqual(['done', 'done']);
    const role = await one('role', "name = 'Role of clerk'");
    const city = await idOf(run(first, 'createAppointment', 'CreateAppointmentInput', { post: 'ANALYST', personId: clerk.person_id, unitId: (await one('person', `id = '${clerk.person_id}'`)).unit_id, roleId: role.id, areaCode: CITY, startsOn: '2026-03-01' }));
    expect(await act()).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const { version } = await one('account', "username = 'clerk'");
    expect(codeOf(await run(keeper, 'endAccount', 'EndAccountInput', { id: clerk.id, version, reason: 'x' }))).toBe('FORBIDDEN');
    expect(codeOf(await run(keeper, 'createAccount', 'CreateAccountInput', { username: 'clerk.two', personId: clerk.person_id, areaCode: TOWN }))).toBe('FORBIDDEN');
    dataOf(await run(first, 'endAppointment', 'EndAppointmentInput', { id: city, version: 1, reason: 'x' }));
    expect(codeOf(await run(keeper, 'endAccount', 'EndAccountInput', { id: clerk.id, version, reason: 'x' }))).toBe('done');
  });
});

it('gives no way into the own account, nor into that of whom they stand in for; for others they do, marked', async () => {
  const city = ['account.administer', 'account.read', 'person.read'];
  const [holder] = [await appoint(gateway, first, { username: 'one', areaCode: CITY, permissions: city }), await appoint(gateway, first, { username: 'standin', areaCode: CITY, permissions: ['person.read'] })];
  const [own, other, clerk] = [await one('account', "username = 'one'"), await one('account', "username = 'standin'"), await one('account', "username = 'keeper'")];
  const ways = async (who: Visitor, id: string) => [await run(who, 'setAccountPassword', 'SetAccountPasswordInput', { id, password: 'Taken-over-2026' }), await run(who, 'resetSecondFactor', 'ResetSecondFactorInput', { id })].map(codeOf);
  expect(await ways(holder, own.id)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  const post = await one('appointment', `person_id = '${own.person_id}'`);
  dataOf(await first.ask('mutation D($i: CreateDeputyInput!) { createDeputy(input: $i) { id } }', { i: { appointmentId: post.id, personId: other.person_id, startsOn: '2026-01-01', endsOn: '2099-12-31', reason: 'leave' } }));
  const deputy = await gateway.signIn('standin');
  expect([await ways(deputy, own.id), await ways(deputy, other.id)]).toEqual([['FORBIDDEN', 'FORBIDDEN'], ['FORBIDDEN', 'FORBIDDEN']]);
  expect([...(await ways(deputy, clerk.id)), codeOf(await run(deputy, 'endAccountSessions', 'EndAccountSessionsInput', { id: clerk.id }))]).toEqual(['done', 'done', 'done']);
  const trail = await rowsOf(gateway.city.url, 'select actor_name, on_behalf_of_name, area_code from offices.audit where record_id = $1 order by sequence desc limit 3', [clerk.id]);
  expect(trail).toEqual(Array.from({ length: 3 }, () => ({ actor_name: 'standin', on_behalf_of_name: 'one', area_code: TOWN })));
});

it('leaves no role that allows everything when the city is set up', async () => {
  const second = await appoint(gateway, first, { username: 'second', areaCode: CITY });
  await leave({ ask: async (query, variables) => dataOf(await first.ask(query, variables)) }, 'first');
  expect(await rowsOf(gateway.city.url, "select 1 from offices.account where username = 'first' and ended_at is null")).toEqual([]);
  expect(dataOf(await second.ask('{ roles(filter: { search: "首位管理员", ended: false }) { totalCount } }')).roles).toEqual({ totalCount: 0 });
});
