import { expect, test } from '../steps/clean-console';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { RegisterList } from '../steps/register-list';
import { signInAs } from '../steps/sign-in';

test('what the address proposes is accepted from the record, and for all ticked rows from the list', async ({ page }) => {
  await signInAs(page, 'bureau');
  const record = new PremisesRecord(page);
  const list = new RegisterList(page);
  const [one, two] = [nameOfItsOwn(), nameOfItsOwn()];
  for (const name of [one, two]) await record.enter(name, { area: { search: '430681', name: /汨罗市/ }, address: '汨罗市新市镇八里村三组' });

  await test.step('from the record, with its reason', async () => {
    await expect(page.getByText('地址写明“八里村”')).toBeVisible();
    await page.getByRole('button', { name: '按推荐落位' }).click();
    await record.dialog().getByRole('button', { name: '按推荐落位' }).click();
    await expect(record.dialog().getByRole('status')).toContainText('1 / 1');
    await record.dialog().getByRole('button', { name: '关闭' }).last().click();
    await expect(record.fact('所在区域')).toContainText('八里村');
    await expect(record.fact('落位')).toHaveText('定到村');
  });

  await test.step('from the list of those without a town', async () => {
    await page.goto('/enterprises/premises-list');
    await list.openView('未定镇');
    await list.tick(one);
    await expect(list.row(one)).toContainText('地址写明“八里村”');
    await list.bulk(/按推荐落位/).click();
    await record.dialog().getByRole('button', { name: '按推荐落位' }).click();
    await expect(record.dialog().getByRole('status')).toContainText('1 / 1');
    await record.dialog().getByRole('button', { name: '关闭' }).last().click();
    await expect(list.row(one)).toHaveCount(0);
  });
});
