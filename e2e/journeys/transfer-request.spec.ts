import { makeCreditCode } from '@moduan/schema/codes';
import { choose } from '../steps/choose';
import { expect, test } from '../steps/clean-console';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { RegisterList } from '../steps/register-list';
import { signInAs } from '../steps/sign-in';

// entering a code of another town is refused with this status
test.use({ expected: /status of (400|409) .*\/graphql/ });

test('a town asks for premises of another one; that one hands them over, and they arrive with their history', async ({ page, browser }) => {
  const creditCode = makeCreditCode({ division: '430681', body: `J${Date.now().toString(36).toUpperCase().slice(-7)}`.replace(/[IOZSV]/g, '2') });
  const name = nameOfItsOwn();
  const owner = await (await browser.newContext()).newPage();
  await signInAs(owner, 'baishui');
  await new PremisesRecord(owner).enter(name, { creditCode });

  await signInAs(page, 'xinshi-safety');
  await test.step('entering it says that it is registered elsewhere, and offers to ask', async () => {
    await page.goto('/enterprises/premises-list/new');
    await page.getByLabel('名称', { exact: false }).first().fill('我们登记的');
    await choose(page.getByRole('button', { name: '类别' }), '企业', '企业');
    await page.getByLabel('统一社会信用代码', { exact: true }).fill(creditCode);
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.getByText('本市其他乡镇已登记，可申请移交')).toBeVisible();
    await expect(page.getByText(name)).toHaveCount(0);
    await page.getByRole('link', { name: '申请移交' }).click();
    await page.getByLabel('申请理由').fill('厂房已搬到新市镇');
    await page.getByRole('button', { name: '保存' }).click();
    await expect(new PremisesRecord(page).fact('状态')).toHaveText('待答复');
  });
  const request = page.url();

  await test.step('the town that has it sees what is asked, and hands it over', async () => {
    await owner.goto('/enterprises/transfer-demands');
    await new RegisterList(owner).search(creditCode);
    await owner.getByRole('link', { name: '厂房已搬到新市镇' }).first().click();
    await expect(owner.getByText(name).first()).toBeVisible();
    await owner.getByRole('button', { name: '同意移交' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: '同意移交' }).click();
    await expect(new PremisesRecord(owner).fact('状态')).toHaveText('已移交');
  });

  await test.step('who asked sees the outcome, and has the premises', async () => {
    await page.goto(request);
    await expect(new PremisesRecord(page).fact('状态')).toHaveText('已移交');
    await page.goto('/enterprises/premises-list');
    await new RegisterList(page).search(creditCode);
    await page.getByRole('link', { name }).first().click();
    await expect(new PremisesRecord(page).latest()).toContainText('同意');
  });
  await owner.context().close();
});
