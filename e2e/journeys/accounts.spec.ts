import { codeOf, enter, leave, openAccount, personWithoutAccount } from '../steps/handed-account';
import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';

// what is refused on purpose: whose session has been ended
test.use({ expected: /status of (401|422) .*\/(session|graphql)/, actionTimeout: 15_000 });

test('an account from its first password to the end of all its sessions', async ({ page, browser, baseURL }) => {
  test.setTimeout(240_000);
  const username = `journey-${Date.now().toString(36)}`;
  const own = 'Chosen-by-me-2026';
  let handed = '';
  let secret = '';
  let recovery = '';
  const welcome = () => expect(page.getByRole('main')).toContainText('您可以办');

  await test.step('the administrator hands a password out', async () => {
    await signInAs(page, 'admin');
    handed = await openAccount(page, username, personWithoutAccount());
    await expectAccessible(page, 'first password', 'dialog');
    await page.getByRole('button', { name: '已交给持有人' }).click();
    await page.goto('/offices/sign-ins');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await page.goto('/offices/settings/00000000-0000-7000-8000-000000000001');
    await expect(page.getByRole('heading', { level: 1, name: '账号与密码规则' })).toBeVisible();
    await expectAccessible(page, 'rules of accounts');
    await leave(page);
  });

  await test.step('its holder changes it first of all', async () => {
    await enter(page, username, handed);
    await expect(page.getByRole('heading', { name: '请先修改密码' })).toBeVisible();
    await expectAccessible(page, 'first password to be changed');
    await page.getByLabel('现在的密码').fill(handed);
    await page.getByLabel('新密码', { exact: true }).fill('Password-2026');
    await page.getByLabel('再输一次新密码').fill('Password-2026');
    await page.getByRole('button', { name: '修改密码' }).click();
    await expect(page.getByRole('alert')).toContainText('常见密码');
    await page.getByLabel('新密码', { exact: true }).fill(own);
    await page.getByLabel('再输一次新密码').fill(own);
    await page.getByRole('button', { name: '修改密码' }).click();
    await welcome();
  });

  await test.step('sets a second factor up', async () => {
    await page.locator('.bar-tool.person').click();
    await page.getByRole('link', { name: '我的账号' }).click();
    await expect(page.getByRole('heading', { name: '登录的设备' })).toBeVisible();
    await expectAccessible(page, 'my account');
    await page.getByRole('button', { name: '开启双因素登录' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('现在的密码').fill(own);
    await dialog.getByRole('button', { name: '开始设置' }).click();
    secret = await dialog.locator('code').innerText();
    await expect(dialog.getByRole('img', { name: /二维码/ })).toBeVisible();
    await expectAccessible(page, 'second factor, picture', 'dialog');
    await dialog.getByLabel(/6 位数字/).fill(codeOf(secret));
    await dialog.getByRole('button', { name: '确认' }).click();
    recovery = await dialog.getByRole('listitem').first().innerText();
    await expectAccessible(page, 'recovery codes', 'dialog');
    await dialog.getByRole('button', { name: '我已收好' }).click();
    await expect(page.getByText('还剩 10 个恢复码')).toBeVisible();
    await leave(page);
  });

  await test.step('is asked for a code, and enters with a recovery code', async () => {
    await enter(page, username, own);
    await expect(page.getByRole('heading', { name: '请输入验证码' })).toBeVisible();
    await expectAccessible(page, 'code');
    await page.getByRole('button', { name: /用恢复码/ }).click();
    await page.getByLabel('恢复码').fill(recovery);
    await page.getByRole('button', { name: '继续' }).click();
    await welcome();
  });

  await test.step('makes a token for a program, which asks with it', async () => {
    await page.goto('/my-account');
    await page.getByRole('button', { name: '新建令牌' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '生成令牌' }).click();
    await expect(dialog.getByRole('alert').first()).toBeVisible();
    await expectAccessible(page, 'new token with faults', 'dialog');
    await dialog.getByLabel('用途').fill('月报');
    await dialog.getByLabel('查看企业与商铺', { exact: true }).check();
    await dialog.getByLabel('现在的密码').fill('Not-mine-2026');
    await dialog.getByRole('button', { name: '生成令牌' }).click();
    await expect(dialog.getByRole('alert')).toContainText('密码不对');
    await expectAccessible(page, 'new token with a wrong password', 'dialog');
    await dialog.getByLabel('现在的密码').fill(own);
    await dialog.getByRole('button', { name: '生成令牌' }).click();
    const token = await dialog.getByLabel('令牌', { exact: true }).inputValue();
    await dialog.getByRole('button', { name: '我已保存' }).click();
    await expect(page.getByRole('cell', { name: '月报' })).toBeVisible();
    const asked = await fetch(`${baseURL}/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(((await asked.json()) as { actor: object }).actor).toMatchObject({ kind: 'token', username, permissions: ['premises.read'] });
    expect((await fetch(`${baseURL}/exports/enterprises/premisesList.csv`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
    await page.getByRole('row', { name: /月报/ }).getByRole('button', { name: '吊销' }).click();
    await expect(page.getByRole('cell', { name: '月报' })).toHaveCount(0);
  });

  await test.step('ends the session that is open elsewhere', async () => {
    const elsewhere = await browser.newContext({ baseURL, locale: 'zh-CN' });
    const other = await elsewhere.newPage();
    await other.goto('/');
    await enter(other, username, own);
    await other.getByRole('button', { name: /用恢复码/ }).click();
    await other.getByLabel('恢复码').fill('AAAA-AAAA-AAAA-AAAA');
    await other.getByRole('button', { name: '继续' }).click();
    await expect(other.getByRole('alert')).toContainText('还可以试');
    await other.getByRole('button', { name: '用验证码' }).click();
    await expect(async () => {
      await other.getByLabel('验证码').fill(codeOf(secret));
      await other.getByRole('button', { name: '继续' }).click();
      await expect(other.getByRole('main')).toContainText('您可以办', { timeout: 3_000 });
    }).toPass({ intervals: [16_000], timeout: 70_000 });
    await page.reload();
    await page.getByRole('button', { name: '退出其他所有设备' }).click();
    await expect(page.getByRole('row', { name: /本机/ })).toBeVisible();
    await expect(page.getByRole('button', { name: '退出其他所有设备' })).toHaveCount(0);
    await expect(async () => {
      await other.reload();
      await expect(other.getByRole('button', { name: '登录', exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await elsewhere.close();
  });
});
