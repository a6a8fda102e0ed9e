import { expect, type Page } from '@playwright/test';
import accounts from '../../tools/demo/accounts.json' with { type: 'json' };

/** Signs in through the page, as one of the people of the demonstration city. */
export async function signInAs(page: Page, username: string): Promise<void> {
  const account = accounts.find((one) => one.username === username);
  if (!account) throw new Error(`The demonstration city has no account ${username}`);
  await page.goto('/');
  await page.getByLabel('账号').fill(account.username);
  await page.getByLabel('密码', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('main')).toContainText('您可以办');
}
