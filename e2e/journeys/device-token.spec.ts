import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { RegisterList } from '../steps/register-list';
import { signInAs } from '../steps/sign-in';

test.use({ actionTimeout: 15_000 });

const fileOf = (list: string) => `/exports/offices/${list}.csv?lang=zh&columns=name`;

test('a token of a device from its issuing to its end', async ({ page, playwright, baseURL }) => {
  const name = `水位计 ${Date.now().toString(36)}`;
  let token = '';
  /** As the device asks: without cookies, the token alone. */
  const asked = async (list: string) => {
    const device = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
    const answer = await device.get(fileOf(list));
    const said = { status: answer.status(), text: await answer.text() };
    await device.dispose();
    return said;
  };

  await test.step('the administrator says where it stands and what it may do', async () => {
    await signInAs(page, 'admin');
    await page.goto('/my-account');
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '机构', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: '机构' })).toBeVisible();
    // Its first page takes the place of none before it.
    await page.goBack();
    await expect(page).toHaveURL(/\/my-account$/);
    await page.goto('/offices/device-tokens');
    // At once, while the department is still being fetched for the list: nobody is taken back to where they have left.
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '发放设备令牌' }).click();
    await page.getByRole('button', { name: '发放', exact: true }).click();
    await expect(page.getByText('请填写').first()).toBeVisible();
    await page.getByRole('textbox', { name: '设备名称' }).fill(name);
    const scopes = page.getByRole('button', { name: '权限范围' });
    await scopes.click();
    for (const scope of ['查看机构', '导出机构']) await scopes.locator('xpath=..').getByRole('option', { name: scope, exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('spinbutton', { name: '有效天数' }).fill('30');
    await expectAccessible(page, 'device token');
    await page.getByRole('button', { name: '发放', exact: true }).click();
  });

  await test.step('copies the token, which is shown once', async () => {
    const shown = page.getByRole('dialog').getByRole('textbox', { name: '令牌' });
    token = await shown.inputValue();
    expect(token).toMatch(/^mdd_/);
    await expectAccessible(page, 'device token, shown', 'dialog');
    await page.getByRole('button', { name: '我已保存' }).click();
    await expect(new RegisterList(page).row(name)).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(token);
    expect(await asked('units')).toEqual({ status: 200, text: await (await page.request.get(fileOf('units'))).text() });
    expect((await asked('people')).status).toBe(403);
  });

  await test.step('ends it: it opens nothing any more', async () => {
    await new RegisterList(page).row(name).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByRole('button', { name: '终止' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: /原因/ }).fill('设备已拆除');
    await page.getByRole('dialog').getByRole('button', { name: '终止' }).click();
    await expect(page.getByRole('main')).toContainText('已终止');
    await expect.poll(async () => (await asked('units')).status, { timeout: 10_000 }).toBe(401);
  });
});
