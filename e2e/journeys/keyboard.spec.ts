import { expect, test } from '../steps/clean-console';
import { nameOfItsOwn } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

test('premises are entered, found, amended and left with the keyboard alone', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const { keyboard } = page;
  const focused = page.locator(':focus');
  const name = nameOfItsOwn();

  await test.step('a first tab skips the frame', async () => {
    await page.goto('/enterprises/premises-list/new');
    await expect(page.getByRole('heading', { level: 1, name: '登记企业与商铺' })).toBeVisible();
    await keyboard.press('Tab');
    await expect(focused).toHaveText('跳到正文');
    await keyboard.press('Enter');
  });

  await test.step('a form is filled and a choice made', async () => {
    await page.getByLabel('名称').first().focus();
    await keyboard.type(name);
    await page.getByRole('button', { name: '类别' }).focus();
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(focused).toHaveText(/商铺/);
    await keyboard.press('Escape');
  });

  await test.step('the tree of areas opens to the right, down to a grid', async () => {
    const picker = page.getByRole('button', { name: '所在区域' });
    await picker.focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('option', { name: '八里村' })).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    await expect(page.getByRole('option', { name: '新市街 01' })).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(picker).toHaveText('新市街 01');
  });

  await test.step('saved', async () => {
    await page.getByRole('button', { name: '保存' }).focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  await test.step('Escape leaves a dialog and returns to where it was opened', async () => {
    const transfer = page.getByRole('complementary').getByRole('button', { name: '调整网格' });
    await transfer.focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(transfer).toBeFocused();
  });

  await test.step('rows are walked with arrows and ticked with space', async () => {
    await page.goto('/enterprises/premises-list');
    await page.locator('td.title a').first().focus();
    await keyboard.press('ArrowDown');
    await expect(focused).toHaveAttribute('href', /premises-list\/.+/);
    await keyboard.press('Space');
    await expect(page.getByRole('region', { name: '已选 1 家' })).toBeVisible();
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /^变更记录/ })).toBeVisible();
  });
});
