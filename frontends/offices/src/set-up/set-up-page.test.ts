import { enableAutoUnmount, flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { actor, type Actor } from '@moduan/ui';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import SetUpPage from './set-up-page.vue';

const asked: string[] = [];
let answers: Record<string, unknown> = {};
const EMPTY = {
  CitySetUp: { setUp: { code: '430699', name: '云陵市', finishedAt: null } },
  SetUpAreas: { all: { totalCount: 0 }, towns: { nodes: [] } },
  SetUpUnits: { all: { totalCount: 1 }, summary: { by: [] } },
  SetUpPeople: { all: { totalCount: 1 }, roles: { totalCount: 1 }, waiting: { totalCount: 0 } },
  SetUpGrids: { all: { totalCount: 0 }, unstaffed: { totalCount: 0 } },
  SetUpGridsUploads: { runs: [{ id: 'r1', state: 'CHECKED', fileName: '区划.csv', counts: { faulty: 3, duplicate: 0 } }] },
  SetUpOfficesUploads: { runs: [] },
};
const ADMINISTRATOR = ['account.administer', 'setting.amend', 'role.create', 'area.import', 'unit.import', 'person.import', 'grid.import', 'area.read'];
const somebody = (permissions: readonly string[]): Actor => ({ id: 'p', name: '许知行', username: 'xu.zx', unitName: null, posts: [], permissions });

enableAutoUnmount(afterEach);
beforeEach(() => {
  asked.length = 0;
  answers = { ...EMPTY };
  actor.value = somebody(ADMINISTRATOR);
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit = {}) => {
    const { operationName } = JSON.parse(String(body)) as { operationName: string };
    asked.push(operationName);
    const data = answers[operationName];
    return Response.json(data ? { data } : { data: null, errors: [{ message: '您的岗位不看', extensions: { code: 'FORBIDDEN' } }] });
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = async () => {
  const page = mount(SetUpPage, { global: { stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body });
  await vi.waitFor(async () => {
    await flushPromises();
    expect(page.text()).toContain('430699');
    expect(page.findAll('ol > li')).toHaveLength(5);
  }, { timeout: 4_000 });
  return page;
};

it('shows five steps with their state, what is needed before, and the last upload with its faults', async () => {
  const page = await open();
  const steps = page.findAll('ol > li').map((each) => each.text());
  expect(steps[0]).toContain('还没有');
  expect(steps[0]).toContain('上次上传“区划.csv”还有 3 行有错');
  expect(steps[1]).toContain('已有 1 个');
  expect(steps[2]).toContain('先办：机构（第 2 步）、角色（第 3 步里取）');
  expect(page.findAll('a[href^="/imports/"]').map((link) => link.attributes('href'))).toContain('/imports/offices/people/template.xlsx?lang=zh');
});

it('leaves business to business posts: the administrator uploads no premises, and what one may not read hides nothing else', async () => {
  const page = await open();
  const premises = page.findAll('ol > li')[4]!;
  expect([premises.text().includes('管理员不办业务'), premises.findAll('a[href^="/imports/"]')]).toEqual([true, []]);
});

it('is finished by whoever keeps the whole city, and by nobody else', async () => {
  answers.FinishSetUp = { finishSetUp: EMPTY.CitySetUp.setUp };
  const page = await open();
  answers.CitySetUp = { setUp: { ...EMPTY.CitySetUp.setUp, finishedAt: '2026-11-22T08:00:00.000Z' } };
  await page.findAll('button').find((button) => button.text() === '建库完成')!.trigger('click');
  await vi.waitFor(async () => {
    await flushPromises();
    expect(page.text()).toContain('建库已于');
  }, { timeout: 4_000 });
  expect(asked).toContain('FinishSetUp');
  page.unmount();
  actor.value = somebody(ADMINISTRATOR.filter((code) => code !== 'setting.amend'));
  answers.CitySetUp = EMPTY.CitySetUp;
  expect((await open()).text()).not.toContain('建库完成');
});

it('asks nothing for whom it is not', () => {
  actor.value = somebody(['premises.read']);
  mount(SetUpPage, { global: { stubs: { RouterLink: RouterLinkStub } } });
  expect(asked).toEqual([]);
});
