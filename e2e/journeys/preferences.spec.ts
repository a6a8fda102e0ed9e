import type { Page } from '@playwright/test';
import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';

// what one likes is kept for good: the journey takes it back at its end
test.use({ remembers: true, actionTimeout: 15_000 });

const LIST = '/offices/units';
const heads = (page: Page) => page.getByRole('columnheader').allInnerTexts();
const told = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith('/session/preferences') && answer.status() === 204);
const views = (page: Page) => page.getByRole('group', { name: '常用视图' });

test('columns, views, tabs and look follow the person to another browser, and nobody else', async ({ page, browser, baseURL }) => {
  const elsewhere = async (username: string) => {
    const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1366, height: 768 } });
    const other = await context.newPage();
    await signInAs(other, username);
    return other;
  };
  await signInAs(page, 'bureau');
  await page.goto(`${LIST}?q=应急`);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const before = await heads(page);
  await page.getByRole('button', { name: '列设置' }).click();
  await page.locator('.panel-float').getByRole('checkbox', { checked: true }).last().uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '另存当前条件为视图' }).click();
  await page.getByLabel('视图名称').fill('我的应急');
  await Promise.all([told(page), page.getByRole('dialog').getByRole('button', { name: '保存' }).click()]);
  const chosen = await heads(page);
  expect(chosen).not.toEqual(before);
  await page.goto('/my-account');
  await expect(page.getByRole('heading', { name: '界面' })).toBeVisible();
  await expectAccessible(page, 'look');
  await Promise.all([told(page), page.getByRole('group', { name: '行距' }).getByRole('button', { name: '宽松' }).click()]);

  const same = await elsewhere('bureau');
  await expect(same.getByRole('navigation', { name: '已打开的页面' }).getByRole('link', { name: '我的账号' })).toBeVisible();
  expect(await same.evaluate(() => document.documentElement.dataset.density)).toBe('loose');
  await same.goto(LIST);
  await expect(views(same).getByRole('button', { name: '我的应急' })).toBeVisible();
  expect(await heads(same)).toEqual(chosen);

  const another = await elsewhere('xinshi-safety');
  await another.goto(LIST);
  await expect(another.getByRole('row').nth(1)).toBeVisible();
  await expect(another.getByText('我的应急')).toHaveCount(0);
  expect(await another.evaluate(() => document.documentElement.dataset.density)).toBe('compact');

  await page.getByRole('button', { name: '恢复默认' }).click();
  await told(page);
  await page.locator('.bar-tool.person').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /columns|views|tabs|look:|unsent/.test(key)))).toEqual([]);
  await signInAs(page, 'bureau');
  await page.goto(LIST);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect(await heads(page)).toEqual(before);
  await expect(page.getByText('我的应急')).toHaveCount(0);
});
