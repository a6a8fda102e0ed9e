import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';

test('records of every register are found by a part of a name, each person’s own', async ({ page }) => {
  await signInAs(page, 'bureau');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '全局搜索' });
  const box = dialog.getByRole('combobox', { name: '全局搜索' });
  await box.fill('新');
  await expect(dialog.getByRole('status')).toHaveText('再输入一个字');
  await box.fill('新栗');
  await expect(dialog.getByRole('group', { name: '企业与商铺' }).getByRole('option').first()).toBeVisible();
  await expect(dialog.getByRole('group', { name: '区划', exact: true })).toContainText('新栗村');
  await expect(dialog.getByRole('group', { name: '网格', exact: true })).toContainText('新栗 01');
  await expectAccessible(page, 'global search', 'dialog');
  await box.press('ArrowDown');
  const second = dialog.getByRole('option', { selected: true });
  const name = (await second.locator('.grow').innerText()).trim();
  await box.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: '全局搜索' }).click();
  await box.fill('不会有的名字');
  await expect(dialog.getByRole('status')).toContainText('没有“不会有的名字”');
  await box.fill('公司');
  await dialog.getByRole('option', { name: /在“企业与商铺”里看全部/ }).click();
  await expect(page).toHaveURL(/\/enterprises\/premises-list\?q=/);

  await page.context().clearCookies();
  await signInAs(page, 'baishui');
  await page.getByRole('button', { name: '全局搜索' }).click();
  await box.fill('新栗');
  await expect(dialog.getByRole('group', { name: '区划', exact: true })).toBeVisible();
  await expect(dialog.getByRole('group', { name: '企业与商铺' })).toHaveCount(0);
  await expect(dialog.getByRole('group', { name: '网格', exact: true })).toHaveCount(0);
});
