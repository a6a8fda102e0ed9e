import { choose } from '../steps/choose';
import { expect, test } from '../steps/clean-console';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { RegisterList } from '../steps/register-list';
import { signInAs } from '../steps/sign-in';

test('premises are entered, moved to another grid and graded; the supervisor follows the stars', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const record = new PremisesRecord(page);
  const [from, to] = ['新市街 01', '新市街 02'];
  await record.enter(nameOfItsOwn(), { area: { search: from, name: new RegExp(from) } });
  await expect(record.fact('所在区域')).toContainText(from);
  await expect(record.fact('监管主体')).toHaveText('村（居）');

  await test.step('moved, with a reason that stands in the history', async () => {
    await record.action('调整网格').click();
    await record.dialog().getByRole('button', { name: '调整网格' }).click();
    await expect(record.dialog().getByText('请填写新的区域或网格')).toBeVisible();
    await choose(record.dialog().getByRole('button', { name: '新的区域或网格' }), to, new RegExp(to));
    await record.dialog().getByLabel('理由').fill('厂房已搬到隔壁网格');
    await record.dialog().getByRole('button', { name: '调整网格' }).click();
    await expect(record.fact('所在区域')).toContainText(to);
    await expect(record.latest()).toContainText('厂房已搬到隔壁网格');
    await expect(record.latest()).toContainText(to);
  });

  for (const [stars, supervisor] of [['4', '应急办'], ['2', '村（居）']] as const) {
    await test.step(`${stars} stars are supervised by ${supervisor}`, async () => {
      await record.action('评定星级').click();
      await expect(record.dialog().getByText('星级越高，监管越严')).toBeVisible();
      await record.dialog().getByLabel('星级').fill(stars);
      await record.dialog().getByLabel('理由').fill(`现场评定 ${stars} 星`);
      await record.dialog().getByRole('button', { name: '评定星级' }).click();
      await expect(record.fact('监管星级（星）')).toHaveText(stars);
      await expect(record.fact('监管主体')).toHaveText(supervisor);
      await expect(record.latest()).toContainText(`现场评定 ${stars} 星`);
    });
  }
  await expect(page.getByRole('row', { name: '现场评定 2 星' })).toContainText('4');
});

test('ended premises stay readable, say why, and can no longer be changed', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const record = new PremisesRecord(page);
  const list = new RegisterList(page);
  const name = nameOfItsOwn();
  await record.enter(name);
  await record.action('终止').click();
  await record.dialog().getByLabel('原因').fill('已注销');
  await record.dialog().getByRole('button', { name: '终止' }).click();
  await expect(record.locked('修改')).toContainText('终止：已注销');
  await expect(record.action('修改')).toHaveCount(0);
  await expect(record.latest()).toContainText('已注销');

  await page.goto('/enterprises/premises-list');
  await list.search(name);
  await expect(page.getByRole('heading', { name: '没有符合条件的企业与商铺' })).toBeVisible();
  await choose(page.getByRole('button', { name: /^有效性/ }), '', '已终止');
  await expect(list.row(name)).toBeVisible();
});

test.describe('at the same time', () => {
  // the refused save is answered with this status
  test.use({ expected: /status of 400 .*\/graphql/ });

  test('two people change the same premises: the second sees both versions and decides', async ({ page, browser }) => {
    await signInAs(page, 'xinshi-safety');
    const mine = new PremisesRecord(page);
    const name = nameOfItsOwn();
    await mine.enter(name);
    await mine.amend({ 主要负责人: '我填的人', 地址: '振兴街 8 号' });

    const other = await (await browser.newContext()).newPage();
    await signInAs(other, 'bureau');
    const theirs = new PremisesRecord(other);
    await other.goto(page.url());
    await theirs.amend({ 主要负责人: '局里填的人' });
    await theirs.save();
    await expect(theirs.fact('主要负责人')).toHaveText('局里填的人');

    await mine.save();
    const versions = mine.dialog().getByRole('alert');
    await expect(versions.getByRole('heading')).toContainText('谭兰仁 在');
    await expect(versions.getByRole('row', { name: '主要负责人' })).toContainText('局里填的人');
    await versions.getByRole('radio', { name: '局里填的人' }).check();
    await versions.getByRole('button', { name: '按所选保存' }).click();
    await expect(mine.fact('主要负责人')).toHaveText('局里填的人');
    await expect(mine.fact('地址')).toHaveText('振兴街 8 号');
    await expect(mine.latest()).toContainText('振兴街 8 号');
    await other.context().close();
  });
});
