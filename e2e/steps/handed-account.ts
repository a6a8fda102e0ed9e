import { expect, type Page } from '@playwright/test';
import { TOTP, Secret } from 'otpauth';
import { generateCity } from '../../tools/demo/generate';
import { choose } from './choose';

/** Somebody of the demonstration city with a post and without an account, in the town of the journeys. */
export function personWithoutAccount(): string {
  const { appointments, accounts, people } = generateCity();
  const free = appointments.find(({ post, areaCode, personId }) => post === 'SAFETY_SUPERVISOR' && areaCode.length === 9 && accounts.every((account) => account.personId !== personId) && people.filter(({ name }) => name === personId).length === 1);
  if (!free) throw new Error('everybody has an account');
  return free.personId;
}

/** Opens an account and hands out a first password, as an administrator does it; the password as it is shown once. */
export async function openAccount(page: Page, username: string, person: string): Promise<string> {
  await page.goto('/offices/accounts/new');
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await choose(page.getByRole('button', { name: '人员' }), person, person);
  await choose(page.getByRole('button', { name: '辖区' }), '430681', /汨罗市/);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1, name: username })).toBeVisible();
  await page.getByRole('button', { name: '生成首次密码' }).click();
  return page.getByRole('dialog').locator('code').innerText();
}

export const leave = async (page: Page): Promise<void> => {
  await page.locator('.bar-tool.person').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
};

export async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

export const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate();
