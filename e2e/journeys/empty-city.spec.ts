import type { Page } from '@playwright/test';
import { startTemporary } from '../../tools/run/temporary.mjs';
import { expect, test } from '../steps/clean-console';
import { enter, leave } from '../steps/handed-account';
import { ImportWizard } from '../steps/import-wizard';
import { CITY, CLERK, files, FIRST, PREMISES } from '../steps/made-city';

let city: Awaited<ReturnType<typeof startTemporary>>;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  city = await startTemporary({ empty: true });
});
test.afterAll(() => city?.stop());

// a link that was used, and a session that is none yet, answer with refusals
test.use({ expected: /401|404|422/ });

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1366, height: 768 };

async function begin(page: Page): Promise<void> {
  await page.goto(city.first!);
  await page.getByLabel('市（县）区划代码').fill(CITY.code);
  await page.getByLabel('市（县）名称').fill(CITY.name);
  await page.getByLabel('本局全称').fill(CITY.bureau);
  await page.getByLabel('您的姓名').fill(FIRST.name);
  await page.getByLabel('账号').fill('admin');
  await page.getByLabel('密码', { exact: true }).fill(FIRST.password);
  await page.getByLabel('再输一次密码').fill(FIRST.password);
  await page.getByRole('button', { name: '建立城市' }).click();
  await expect(page.getByRole('alert')).toContainText('演示账号');
  await page.reload();
  await expect(page.getByLabel('本局全称')).toHaveValue(CITY.bureau);
  await expect(page.getByLabel('密码', { exact: true })).toHaveValue('');
  await page.getByLabel('账号').fill(FIRST.username);
  await page.getByLabel('密码', { exact: true }).fill(FIRST.password);
  await page.getByLabel('再输一次密码').fill(FIRST.password);
  await page.getByRole('button', { name: '建立城市' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '建库向导' })).toBeVisible();
}

test('a real city begins with a link, and has its first premises when people with posts have come', async ({ page, baseURL: _none }) => {
  test.setTimeout(300_000);
  const at = (path: string) => new URL(path, city.url).toString();
  const wizard = (list: string) => new ImportWizard(page, at(list));
  const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  let password = '';

  await test.step('the link opens the first page; what was typed survives a refusal and a reload', () => begin(page));

  await test.step('the set-up says what there is, and what is needed before', async () => {
    await expect(page.getByText(`${CITY.name} ${CITY.code}`)).toBeVisible();
    await expect(step('区划')).toContainText('还没有');
    await expect(step('企业与商铺')).toContainText('先办：区划（第 1 步）');
    await expect(step('企业与商铺')).toContainText('管理员不办业务');
    await expect(page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '建库向导' })).toBeVisible();
  });

  await test.step('divisions, then units', async () => {
    await step('区划').getByRole('link', { name: '上传' }).click();
    await expect(page).toHaveURL(/\/grids\/areas\/import$/);
    for (const [list, key, create] of [['/grids/areas', 'areas', 5], ['/offices/units', 'units', 1]] as const) {
      await wizard(list).upload(files[key]);
      await wizard(list).checked();
      await wizard(list).writeAll();
      await wizard(list).expectWritten({ create, amend: 0 });
    }
    await page.goto(at('/offices/set-up'));
    await expect(step('区划')).toContainText('已有 5 个');
    await expect(step('人员与任职')).toContainText('先办：角色');
    await expect(page.getByRole('link', { name: '1 个乡镇还没有机构：柳溪镇' })).toBeVisible();
  });

  await test.step('the starting set of roles, and people with posts and accounts in one file', async () => {
    await page.getByRole('button', { name: '取现成角色' }).click();
    await expect(step('人员与任职')).not.toContainText('先办：角色');
    const people = wizard('/offices/people');
    await people.upload(files.people);
    await people.checked();
    await people.show('有错');
    await expect(people.row(5)).toContainText('手机');
    await people.skip(5);
    await people.writeAll();
    await people.expectWritten({ create: 3, amend: 0 });
    await people.upload(files.people);
    await people.checked();
    await people.skip(5);
    await people.expectCount('无变化', 3);
    await people.expectNothingToWrite();
  });

  await test.step('first passwords on one sheet, once; on paper stands nothing else', async () => {
    await page.goto(at('/offices/set-up'));
    await step('人员与任职').getByRole('link', { name: '打印首次密码' }).click();
    await page.getByRole('button', { name: '生成 2 个首次密码' }).click();
    const strip = page.locator('main .strip').filter({ hasText: CLERK.name });
    await expect(strip).toContainText(CITY.bureau);
    await expect(strip).toContainText(new URL(city.url).host);
    password = await strip.locator('code').last().innerText();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('body > .print-sheet .strip')).toHaveCount(2);
    await expect(page.locator('body > .print-sheet .strip').first()).toBeVisible();
    await expect(page.locator('#portal')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: '已打印，收起' }).click();
    await expect(page.getByText('没有账号在等首次密码')).toBeVisible();
    await expect(page.locator('.print-sheet')).toHaveCount(0);
  });

  await test.step('a person of the bureau signs in on a phone, and has to choose a password first', async () => {
    await leave(page);
    await page.setViewportSize(PHONE);
    await enter(page, CLERK.username, password);
    await page.getByLabel('现在的密码').fill(password);
    await page.getByLabel('新密码', { exact: true }).fill(CLERK.password);
    await page.getByLabel('再输一次新密码').fill(CLERK.password);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await page.getByRole('button', { name: '修改密码' }).click();
    await expect(page.getByRole('main')).toContainText('您可以办');
    await page.setViewportSize(DESK);
  });

  await test.step('and imports grids and the first premises, which stand in the list', async () => {
    for (const [list, key] of [['/grids/grids', 'grids'], ['/enterprises/premises-list', 'premises']] as const) {
      await wizard(list).upload(files[key]);
      await wizard(list).checked();
      await wizard(list).writeAll();
      await wizard(list).expectWritten({ create: 1, amend: 0 });
    }
    await page.goto(at('/enterprises/premises-list'));
    await expect(page.getByRole('row').filter({ hasText: PREMISES })).toContainText('石门村');
  });

  await test.step('the administrator declares the set-up done: it leaves the menu and can be opened again', async () => {
    await leave(page);
    await enter(page, FIRST.username, FIRST.password);
    await expect(page.getByRole('main')).toContainText('您可以办');
    await page.goto(at('/offices/set-up'));
    await expect(step('企业与商铺')).toContainText('已有 1 家');
    await expect(page.getByRole('link', { name: '1 个网格还没有人' })).toBeVisible();
    await page.getByRole('button', { name: '建库完成' }).click();
    await expect(page.getByText('建库已于')).toBeVisible();
    await expect(page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '建库向导' })).toHaveCount(0);
    await page.goto(at('/offices/settings/00000000-0000-7000-8000-000000000001'));
    await page.getByRole('link', { name: '打开建库向导' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '建库向导' })).toBeVisible();
  });

  await test.step('the link opens nothing any more, at a phone’s size too', async () => {
    await leave(page);
    await page.setViewportSize(PHONE);
    await page.goto(city.first!);
    await expect(page.getByRole('heading', { name: '这个链接已经不能用了' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
});
