import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';
import accounts from '../../tools/demo/accounts.json' with { type: 'json' };

// what is refused on purpose: a wrong password, and whatever a locked page asks
test.use({ expected: /status of (401|422|409)|\/events/, actionTimeout: 15_000 });

const password = accounts.find(({ username }) => username === 'bureau')!.password;

test('a locked screen shows nothing, its session opens nothing, and all is there again after the password', async ({ page, context }) => {
  await signInAs(page, 'bureau');
  const second = await context.newPage();
  await second.goto('/offices/units');
  await expect(second.getByRole('row').nth(2)).toBeVisible();

  await page.goto('/enterprises/premises-list');
  const name = await page.getByRole('row').nth(1).getByRole('link').first().innerText();
  await page.goto('/offices/people');
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '任职' }).click();
  await page.goto('/enterprises/premises-list');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('complementary').getByRole('button', { name: '修改', exact: true }).click();
  const typed = page.getByRole('dialog').getByLabel('地址', { exact: true });
  await typed.fill('锁屏前写下的地址');

  await page.keyboard.press('Control+Alt+l');
  await expect(page.getByRole('heading', { level: 1, name: '已锁屏' })).toBeVisible();
  expect(await page.content()).not.toContain(name);
  expect(await page.content()).not.toContain('锁屏前写下的地址');
  await expect(page).toHaveTitle(/^已锁屏/);
  await expect(second.getByRole('heading', { level: 1, name: '已锁屏' })).toBeVisible();
  expect(await second.getByRole('row').count()).toBe(0);
  await expectAccessible(page, 'locked');
  const asked = await page.request.post('/graphql', { headers: { 'x-moduan': '1' }, data: { query: '{ __typename }' } });
  expect(asked.status()).toBe(401);

  await page.getByRole('button', { name: '解锁' }).click();
  await expect(page.getByRole('alert')).toContainText('请输入密码');
  await page.getByLabel('密码', { exact: true }).fill('Wrong-guess-2026');
  await page.getByRole('button', { name: '解锁' }).click();
  await expect(page.getByRole('alert')).toContainText('还可以试');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '解锁' }).click();

  await expect(typed).toHaveValue('锁屏前写下的地址');
  await expect(typed).toBeEditable();
  expect(await page.getByRole('dialog').evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
  await expect(second.getByRole('row').nth(2)).toBeVisible();
});

test('a reload does not unlock; from the menu, on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'bureau');
  await page.goto('/offices/units');
  await page.locator('.bar-tool.person').click();
  await page.getByRole('button', { name: '锁屏' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '已锁屏' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '已锁屏' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(page, 'locked, on a phone');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '解锁' }).click();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await expect(page).toHaveURL(/\/offices\/units$/);
  await page.keyboard.press('Control+Alt+l');
  await page.getByRole('button', { name: '退出，换一个账号' }).click();
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
});

test('it locks by itself when nobody touches it', async ({ page }) => {
  await page.clock.install();
  await signInAs(page, 'bureau');
  await page.clock.fastForward('14:00');
  await page.mouse.click(700, 500);
  await page.clock.fastForward('14:00');
  await expect(page.getByRole('main')).toContainText('您可以办');
  await page.clock.fastForward('02:00');
  await expect(page.getByRole('heading', { level: 1, name: '已锁屏' })).toBeVisible();
});
