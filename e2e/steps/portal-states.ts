import { expect, type Page } from '@playwright/test';
import { ImportWizard } from './import-wizard';
import { freshLines, ledgerToLookAt } from './made-ledger';
import { damaged } from '../../tools/demo/damaged-ledger';
import { buffer as wholeOf } from 'node:stream/consumers';

/** A state that a page of the portal can be in, and how a person gets there. */
export interface PortalState {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
  /** Only this part is looked at: what floats covers the rest while it is open. */
  readonly within?: string;
}

const PREMISES = '/enterprises/premises-list';
const rows = (page: Page) => page.locator('.table-frame :is(tbody tr, .cards li)').filter({ visible: true });
const filled = (path: string): PortalState => ({
  name: `list ${path}`,
  open: async (page) => {
    await page.goto(path);
    await expect(rows(page).first()).toBeVisible();
  },
});
const firstRecord = (path: string): PortalState => ({
  name: `record of ${path}`,
  open: async (page) => {
    await page.goto(path);
    await rows(page).first().getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: /^变更记录/ })).toBeVisible();
  },
});
const summary = (path: string): PortalState => ({
  name: `summary of ${path}`,
  open: async (page) => {
    await page.goto(`${path}/summary`);
    await expect(page.getByRole('row').nth(1)).toBeVisible();
  },
});
const notice = (name: string, path: string, title: string | RegExp): PortalState => ({
  name,
  open: async (page) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  },
});
/** A dialog of an action, opened on the record that is open. */
const dialog = (action: string): PortalState => ({
  name: `dialog ${action}`,
  open: async (page) => {
    await page.goto(`${PREMISES}?placed=VILLAGE`);
    await rows(page).first().getByRole('link').first().click();
    await page.getByRole('complementary').getByRole('button', { name: action, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
});
const menu = (name: string): PortalState => ({
  name: `menu ${name}`,
  within: '.panel-float',
  open: async (page) => {
    await page.goto(PREMISES);
    await expect(rows(page).first()).toBeVisible();
    await page.getByRole('button', { name }).click();
    await expect(page.locator('.panel-float')).toBeVisible();
  },
});

export const signInStates: readonly PortalState[] = [
  { name: 'sign-in', open: (page) => page.goto('/') },
  {
    name: 'sign-in refused',
    open: async (page) => {
      await page.goto('/');
      await page.getByLabel('账号').fill('nobody');
      await page.getByLabel('密码', { exact: true }).fill('not-the-password');
      await page.getByRole('button', { name: '登录' }).click();
      await expect(page.getByRole('alert')).not.toBeEmpty();
    },
  },
];

export const bureauStates: readonly PortalState[] = [
  notice('start', '/', /您可以办/),
  notice('my account', '/my-account', '登录的设备'),
  ...['/offices/units', '/offices/people', '/offices/appointments', PREMISES, '/enterprises/operators', '/enterprises/licences', '/enterprises/star-changes', '/grids/grids', '/grids/areas', '/grids/area-aliases'].map(filled),
  ...['/offices/units', '/offices/appointments', PREMISES, '/enterprises/operators', '/enterprises/licences', '/grids/grids', '/grids/areas'].map(firstRecord),
  summary(PREMISES),
  summary('/offices/units'),
  { ...filled(`${PREMISES}?placed=CITY,TOWN,VILLAGE`), name: 'list with proposals' },
  notice('list, filter too narrow', `${PREMISES}?q=没有这样的名称`, /^没有符合条件/),
  notice('list, zero is the result', `${PREMISES}?stars=5..&kind=HOUSE`, /^没有符合条件/),
  notice('record not found', `${PREMISES}/00000000-0000-7000-8000-000000000000`, /^没有找到/),
  notice('no page', '/nowhere', '没有这个页面'),
  notice('no page of a department', '/enterprises/nowhere', '没有这个页面'),
  {
    name: 'filters unfolded, a picker open',
    within: '.panel-float',
    open: async (page) => {
      await page.goto(PREMISES);
      await page.getByRole('button', { name: /^展开/ }).click();
      await page.getByRole('button', { name: /^经营状态/ }).click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'rows ticked',
    open: async (page) => {
      await page.goto(`${PREMISES}?placed=CITY,TOWN,VILLAGE`);
      await rows(page).first().getByRole('checkbox').check();
      await rows(page).nth(1).getByRole('checkbox').check();
      await expect(page.getByRole('region', { name: /^已选 2/ })).toBeVisible();
    },
  },
  {
    name: 'new record with faults',
    open: async (page) => {
      await page.goto(`${PREMISES}/new`);
      await page.getByLabel('统一社会信用代码').fill('91');
      await page.getByRole('button', { name: '保存' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  ...['修改', '落位', '调整网格', '评定星级', '终止'].map(dialog),
  {
    name: 'dialog with faults and a picker open',
    within: '.panel-float',
    open: async (page) => {
      await dialog('调整网格').open(page);
      await page.getByRole('dialog').getByRole('button', { name: '调整网格' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^新的区域或网格/ }).click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  menu('谭兰仁'),
  menu('标签页'),
  menu('导出'),
];

export const administratorStates: readonly PortalState[] = [
  ...['/offices/roles', '/offices/accounts'].map(filled),
  ...['/offices/roles', '/offices/accounts'].map(firstRecord),
  {
    name: 'new unit, dates open',
    within: '.el-popper',
    open: async (page) => {
      await page.goto('/offices/units/new');
      await page.getByLabel('挂牌日期').click();
      await expect(page.getByRole('dialog').or(page.locator('.el-picker-panel')).filter({ visible: true }).first()).toBeVisible();
    },
  },
];

export const importStates: readonly PortalState[] = [
  notice('import, start', `${PREMISES}/import`, /^导入/),
  ...(['有错', '对列', '不在本辖区', '可写入'] as const).map((tab): PortalState => ({
    name: `import, ${tab}`,
    open: async (page) => {
      const wizard = new ImportWizard(page);
      if (tab === '有错') await wizard.upload(ledgerToLookAt().file);
      await wizard.checked();
      await wizard.show(tab);
      await expect(page.getByRole('table')).toBeVisible();
    },
  })),
  {
    name: 'import, a proposal changed',
    open: async (page) => {
      await page.getByRole('row').filter({ hasText: '青石乡' }).first().getByRole('button', { name: /^指定/ }).click();
      await expect(page.getByRole('dialog').getByRole('checkbox')).toBeVisible();
    },
  },
  {
    name: 'import, refused',
    open: async (page) => {
      const { name, content } = damaged('picture', freshLines(0));
      const wizard = new ImportWizard(page);
      await wizard.upload({ name, buffer: await wholeOf(content) });
      await wizard.expectRefused('这是图片');
    },
  },
];

/** States of a broken network or department; each cuts something off first. */
export const brokenStates: readonly PortalState[] = [
  {
    name: 'department down',
    open: async (page) => {
      await page.route('**/remotes/grids/**', (route) => route.abort());
      await page.goto('/grids/grids');
      await expect(page.getByRole('heading', { name: /暂时打不开/ })).toBeVisible();
    },
  },
  {
    name: 'list, the network is down',
    open: async (page) => {
      await page.route('**/graphql', (route) => route.abort());
      await page.goto(PREMISES);
      await expect(page.getByRole('heading', { name: '网络断了' })).toBeVisible();
    },
  },
  {
    name: 'list, the server failed',
    open: async (page) => {
      await page.unroute('**/graphql');
      await page.route('**/graphql', (route) => route.fulfill({ status: 500, json: { errors: [{ message: '', extensions: { code: 'INTERNAL', requestId: 'a1b2c3' } }] } }));
      await page.goto(PREMISES);
      await expect(page.getByRole('heading', { name: /没有读出来/ })).toBeVisible();
    },
  },
];
