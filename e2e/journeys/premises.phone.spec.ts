import { expect, test } from '../steps/clean-console';
import { readExport } from '../steps/exported-list';
import { PremisesRecord } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

// one save is cut off on purpose
test.use({ expected: /ERR_FAILED/ });

test('a village officer finds premises, corrects them on the phone, and loses nothing without a network', async ({ page }) => {
  await signInAs(page, 'bali');
  const record = new PremisesRecord(page);
  const [name, before] = await onePremises(page);
  const [first, second] = ['胡月娥', '彭建国', '周立秋'].filter((person) => person !== before);

  await test.step('found by its name, through the menu', async () => {
    await page.getByRole('button', { name: '打开菜单' }).click();
    await page.getByRole('dialog', { name: '主菜单' }).getByRole('link', { name: '企业与商铺' }).last().click();
    await page.getByRole('search').getByRole('searchbox').fill(name);
    await page.getByRole('listitem').getByRole('link', { name, exact: true }).click();
    await expect(record.heading(name)).toBeVisible();
  });

  await test.step('corrected; the history tells who, from what, to what', async () => {
    await record.amend({ 主要负责人: first! });
    await record.save();
    await expect(record.fact('主要负责人')).toHaveText(first!);
    await expect(record.latest()).toContainText('修改');
    await expect(record.latest()).toContainText('袁健晨');
    await expect(record.latest()).toContainText(before ? `${before} → ${first}` : `填为 ${first}`);
  });

  await test.step('a save that does not arrive is called so, and what was typed stays', async () => {
    await record.amend({ 主要负责人: second! });
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await record.save();
    await expect(record.dialog().getByRole('alert')).toContainText('没有保存成功，您填的都还在');
    await expect(record.dialog().getByLabel('主要负责人')).toHaveValue(second!);
  });

  await test.step('it is there after a reload, kept on the phone and called so, and arrives then', async () => {
    await page.reload();
    await expect(record.fact('主要负责人')).toHaveText(first!);
    await page.getByText('存本机').getByRole('button').click();
    await expect(record.dialog().getByText('没有保存的内容')).toBeVisible();
    await expect(record.dialog().getByLabel('主要负责人')).toHaveValue(second!);
    await record.save();
    await expect(record.fact('主要负责人')).toHaveText(second!);
    await expect(page.getByText('存本机')).toHaveCount(0);
    await expect(record.latest()).toContainText(`${first} → ${second}`);
  });
});

async function onePremises(page: Parameters<typeof readExport>[0]): Promise<[name: string, person: string]> {
  const rows = await readExport(page, 'enterprises/premisesList', ['name', 'responsiblePerson']);
  const own = rows.find((row) => rows.filter(({ 名称 }) => 名称 === row.名称).length === 1);
  return [own!.名称!, own!.主要负责人 ?? ''];
}
