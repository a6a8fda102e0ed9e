import { DEMO_PASSWORD, demoUsernames } from '@moduan/schema/offices/demonstration';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { generateCity } from '../../tools/demo/generate';
import { refuseRealCity } from '../../tools/demo/refuse-real-city';
import { postFrom } from './testing/from-address';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { FIRST, FIRST_PASSWORD, openGateway, PASSWORD, type FrontDoor, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl } from './testing/open-gateway-by-url';

const postgres = inject('postgresUrl');
const SOMEBODY = { ...FIRST, username: 'zhou.my', name: '周明远', unitName: '句容市应急管理局', cityCode: '321183', cityName: '句容市' };
let address = 1;

describe.each([['in one process', 1], ['with services by their addresses', 2]] as const)('a real city %s', (_shape, shape) => {
  let door: FrontDoor;
  let databaseUrl: string;
  let first: Visitor;
  beforeAll(async () => {
    if (shape === 1) {
      const one = await openGateway(postgres, 'real_one', null);
      [door, databaseUrl] = [one, one.city.url];
    } else {
      const many = await openGatewayByUrl(postgres, 'real_many', { first: null });
      [door, databaseUrl] = [many, many.databaseUrl];
    }
  });
  afterAll(() => door.close());

  const post = (path: string, body: unknown, token: string) => postFrom(`127.0.4${shape}.${(address += 1)}`, `${door.url}${path}`, body, { 'x-moduan-first': token });
  const begin = async () => (await post('/first-administrator/begin', {}, door.running.firstToken!)).body;
  const beginToken = async () => (await begin()).token as string;
  const enter = (body: unknown, token: string) => post('/first-administrator', body, token);
  const isOpen = async (token: string) => (await post('/first-administrator/link', {}, token)).body.open;

  it('has a link of which the database keeps the hash, made by whoever started the server alone', async () => {
    const token = await beginToken();
    expect([token.length > 40, await isOpen(token), (await post('/first-administrator/begin', {}, token)).status]).toEqual([true, true, 404]);
    expect(await rowsOf(databaseUrl, 'select 1 from offices.first_link where token_hash = $1', [token])).toEqual([]);
    expect(await rowsOf(databaseUrl, 'select kind from offices.city')).toEqual([{ kind: 'REAL' }]);
  });

  it('knows one link at a time: another start makes a new one, and the old is dead', async () => {
    const [before, after] = [await beginToken(), await beginToken()];
    expect([await isOpen(before), await isOpen(after), await isOpen('wrong')]).toEqual([false, true, false]);
    expect((await enter(SOMEBODY, before)).status).toBe(404);
  });

  it('takes neither a link whose day is over nor whoever started the server, with or without the demonstration', async () => {
    const token = await beginToken();
    await rowsOf(databaseUrl, "update offices.first_link set expires_at = now() - interval '1 second'");
    expect([await isOpen(token), (await enter(SOMEBODY, token)).status]).toEqual([false, 404]);
    const starter = door.running.firstToken!;
    const told = [await enter(SOMEBODY, starter), await enter({ ...SOMEBODY, demonstration: true }, starter)].map(({ status, body }) => [status, (body as { message: string }).message]);
    expect(told).toEqual([[409, expect.stringContaining('链接')], [409, expect.stringContaining('演示数据')]]);
    await expect(refuseRealCity(door.url)).rejects.toThrow('demonstration is not loaded');
    expect(await rowsOf(databaseUrl, 'select 1 from offices.account')).toEqual([]);
  });

  it('names each field at fault, keeps the link, and takes nothing of the demonstration', async () => {
    const token = await beginToken();
    const { status, body } = await enter({ ...SOMEBODY, cityName: ' ', username: 'admin', password: DEMO_PASSWORD }, token);
    expect([status, (body.details as { fields: { path: string; message: string }[] }).fields.map(({ path, message }) => [path, message])]).toEqual([
      422, [['username', expect.stringContaining('演示')], ['password', expect.stringContaining('演示')], ['cityName', expect.any(String)]],
    ]);
    expect(await isOpen(token)).toBe(true);
  });

  it('takes the link once: two at the same moment make one administrator', async () => {
    const token = await beginToken();
    const answers = await Promise.all([enter(SOMEBODY, token), enter({ ...SOMEBODY, username: 'li.sihai' }, token)]);
    expect(answers.map(({ status }) => status).sort()[0]).toBe(201);
    expect(answers.map(({ status }) => status).sort()[1]).not.toBe(201);
    const accounts = await rowsOf(databaseUrl, 'select username from offices.account');
    expect(accounts).toHaveLength(1);
    expect([await isOpen(token), (await enter({ ...SOMEBODY, username: 'later.one' }, token)).status]).toEqual([false, 404]);
    expect(await begin()).toEqual({ refused: 'SETTLED' });
    expect(await rowsOf(databaseUrl, 'select code, name from offices.city')).toEqual([{ code: '321183', name: '句容市' }]);
    first = await door.signIn(accounts[0]!.username as string, PASSWORD);
  });

  it('has no account of a demonstration name and no password of the demonstration', async () => {
    const made = async (type: string, input: object) => first.ask(`mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input });
    const idOf = async (answer: ReturnType<typeof made>) => (dataOf(await answer).made as { id: string }).id;
    const unitId = await idOf(made('Unit', { name: '黄梅街道应急办', kind: 'EMERGENCY_OFFICE', areaCode: '321183003' }));
    const personId = await idOf(made('Person', { name: '王小满', unitId, areaCode: '321183003' }));
    expect((await made('Account', { username: 'bureau', personId, areaCode: '321183003' })).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'username' }] } } }]);
    const id = await idOf(made('Account', { username: 'wang.xm', personId, areaCode: '321183003' }));
    const set = (password: string) => first.ask('mutation P($i: SetAccountPasswordInput!) { setAccountPassword(input: $i) { passwordState } }', { i: { id, password } });
    expect((await set(DEMO_PASSWORD)).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'password', message: expect.stringContaining('演示') }] } } }]);
    expect(dataOf(await set(FIRST_PASSWORD))).toEqual({ setAccountPassword: { passwordState: 'FIRST' } });
  });
});

it('keeps every user name of the demonstration out', () => {
  expect(generateCity().accounts.map(({ username }) => username).filter((username) => !demoUsernames.includes(username))).toEqual([]);
});

it('is not what a city with the demonstration becomes', async () => {
  const gateway = await openGateway(postgres, 'demo_city', { ...FIRST, demonstration: true } as object);
  try {
    expect((await postFrom('127.0.43.1', `${gateway.url}/first-administrator/begin`, {}, { 'x-moduan-first': gateway.running.firstToken! })).body).toEqual({ refused: 'DEMONSTRATION' });
    expect(await rowsOf(gateway.city.url, 'select kind from offices.city')).toEqual([{ kind: 'DEMONSTRATION' }]);
  } finally {
    await gateway.close();
  }
});
