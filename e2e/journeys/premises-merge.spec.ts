import { expect, test } from '../steps/clean-console';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

test('premises that were entered twice are found, compared and merged; both histories lead to each other', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const record = new PremisesRecord(page);
  const name = nameOfItsOwn();
  const address = `汨罗市新市镇${name}路1号`;
  await record.enter(name, { address });
  const kept = page.url();
  await record.enter(`${name}（个体工商户）`, { address });
  await record.amend({ 主要负责人: '后填的人' });
  await record.save();
  const ended = page.url();

  await test.step('the first record proposes the second', async () => {
    await page.goto(kept);
    await expect(page.getByRole('heading', { name: '可能是同一家' })).toBeVisible();
    await page.getByRole('link', { name: `对照 ${name}（个体工商户）` }).click();
    await expect(page.getByRole('heading', { name: '对照：是不是同一家' })).toBeVisible();
  });

  await test.step('what only the other one knows is taken unless one says otherwise', async () => {
    await expect(page.getByRole('row', { name: '主要负责人' }).getByRole('radio').nth(1)).toBeChecked();
    await expect(page.getByRole('row', { name: /^名称/ }).getByRole('radio').nth(0)).toBeChecked();
    await page.getByRole('button', { name: '合并', exact: true }).click();
    await expect(page.getByText('请填写理由')).toBeVisible();
    await page.getByLabel('理由').fill('同一块招牌登记了两次');
    await page.getByRole('button', { name: '合并', exact: true }).click();
    await expect(page).toHaveURL(kept);
    await expect(record.fact('主要负责人')).toHaveText('后填的人');
  });

  await test.step('the kept one lists what was merged into it, the ended one says where it went', async () => {
    await expect(page.getByRole('heading', { name: '可能是同一家' })).toHaveCount(0);
    await expect(page.getByText('同一块招牌登记了两次').first()).toBeVisible();
    await page.getByRole('table').getByRole('link', { name: `${name}（个体工商户）` }).click();
    await expect(page).toHaveURL(ended);
    await expect(record.fact('已并入')).toHaveText(name);
    await expect(record.latest()).toContainText('同一块招牌登记了两次');
    await record.fact('已并入').getByRole('link').click();
    await expect(page).toHaveURL(kept);
  });
});

test('two premises of one name are told apart, and not proposed again', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const record = new PremisesRecord(page);
  const name = nameOfItsOwn();
  const address = `汨罗市新市镇${name}街2号`;
  await record.enter(name, { address });
  await record.enter(name, { address });
  const second = page.url();
  await page.getByRole('link', { name: `对照 ${name}` }).click();
  await page.getByLabel('理由').fill('楼上楼下两家');
  await page.getByRole('button', { name: '不是同一家' }).click();
  await expect(page.getByRole('heading', { name: '疑似重复的企业与商铺' })).toBeVisible();
  await page.goto(second);
  await expect(record.latest()).toContainText('楼上楼下两家');
  await expect(page.getByRole('heading', { name: '可能是同一家' })).toHaveCount(0);
});
