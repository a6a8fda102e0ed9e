import { enableAutoUnmount, flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { actor } from '@moduan/ui';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import FirstPasswordsPage from './first-passwords-page.vue';
import { BATCH, byUnit, type Strip } from './strips';

let waiting: string[] = [];
let sent: number[] = [];
let failing = Infinity;
const strip = (id: string): Strip => ({ username: id, personName: `人 ${id}`, unitName: `机构 ${id.length}`, password: `Pass-${id}` });

enableAutoUnmount(afterEach);
beforeEach(() => {
  [waiting, sent, failing] = [[], [], Infinity];
  actor.value = { id: 'p', name: '许知行', username: 'xu.zx', unitName: null, posts: [], permissions: ['account.administer'] };
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit = {}) => {
    const { operationName, variables } = JSON.parse(String(body)) as { operationName: string; variables: { input?: { ids: string[] } } };
    if (operationName === 'AccountsWithoutPassword') return Response.json({ data: { accounts: { nodes: waiting.map((id) => ({ id })), pageInfo: { hasNextPage: false, endCursor: null } } } });
    const ids = variables.input!.ids;
    sent.push(ids.length);
    if (sent.length > failing) return Response.json({ data: null, errors: [{ message: '数据库断了', extensions: { code: 'INTERNAL' } }] });
    waiting = waiting.filter((id) => !ids.includes(id));
    return Response.json({ data: { answer: { refused: [], strips: ids.map(strip), days: 7 } } });
  });
});
afterEach(() => vi.unstubAllGlobals());

const settled = async (page: ReturnType<typeof mount>, text: string) =>
  vi.waitFor(async () => {
    await flushPromises();
    expect(page.text()).toContain(text);
  }, { timeout: 4_000 });
const open = async (text: string) => {
  const page = mount(FirstPasswordsPage, { global: { stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body });
  await settled(page, text);
  return page;
};
const press = (page: ReturnType<typeof mount>, text: string) => page.findAll('button').find((button) => button.text().includes(text))!.trigger('click');
const printed = () => [...document.querySelectorAll('body > .print-sheet .strip')].length;

it('makes them batch after batch, shows each strip, puts them on paper and forgets them', async () => {
  waiting = Array.from({ length: BATCH + 3 }, (_, at) => `u${at}`);
  const page = await open(`${BATCH + 3} 个账号还没有密码`);
  await press(page, '生成');
  await settled(page, 'Pass-u0');
  expect([sent, page.findAll('.strip').length, printed()]).toEqual([[BATCH, 3], BATCH + 3, BATCH + 3]);
  expect(page.text()).toContain('首次登录须改密码，7 天内有效');
  await press(page, '已打印');
  await settled(page, '没有账号在等首次密码');
  expect([page.html().includes('Pass-'), printed(), JSON.stringify({ ...localStorage }).includes('Pass-')]).toEqual([false, 0, false]);
});

it('loses no strip that was made before one batch failed', async () => {
  waiting = Array.from({ length: BATCH + 3 }, (_, at) => `u${at}`);
  failing = 1;
  const page = await open('还没有密码');
  await press(page, '生成');
  await settled(page, '没有发完：');
  expect(page.findAll('.strip')).toHaveLength(BATCH);
});

it('orders the strips unit by unit', () => {
  expect(byUnit([strip('bb'), strip('a'), strip('cc')]).map(([unit, its]) => [unit, its.length])).toEqual([['机构 1', 1], ['机构 2', 2]]);
});
