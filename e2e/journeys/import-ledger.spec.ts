import { choose } from '../steps/choose';
import { expect, test } from '../steps/clean-console';
import { shopWithoutCode } from '../steps/exported-list';
import { ImportWizard } from '../steps/import-wizard';
import { ledgerToSettle } from '../steps/made-ledger';
import { signInAs } from '../steps/sign-in';

const XINSHI = '430681102';

test('town staff settle a ledger row by row, write it, and find nothing to change the second time', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const wizard = new ImportWizard(page);
  const known = await shopWithoutCode(page);
  const ledger = ledgerToSettle(known);
  const elsewhere = ledger.outside(XINSHI).length;
  const rows = ledger.lines.length;

  await test.step('columns are recognised, those without a field named', async () => {
    await wizard.upload(ledger.file);
    await wizard.checked();
    await wizard.show('对列');
    await expect(page.getByText('8 列已对上，2 列不存入。')).toBeVisible();
    await expect(page.getByLabel('存入：企业名称').locator('option:checked')).toHaveText('名称');
    await expect(page.getByLabel('存入：注册日期').locator('option:checked')).toHaveText('注册日期');
    await expect(page.getByLabel('存入：注册地址').locator('option:checked')).toHaveText('地址');
    await expect(page.getByLabel('存入：所在省份').locator('option:checked')).toHaveText('不存入');
  });

  await test.step('the dry run counts every outcome', async () => {
    await wizard.expectCount('有错', 2);
    await wizard.expectCount('疑似重复', 1);
    await wizard.expectCount('不在本辖区', elsewhere);
    await wizard.expectToWrite({ create: rows - elsewhere - 3, amend: 0 });
    await expect(page.getByText('还有 3 行未处理，不能全部写入。')).toBeVisible();
  });

  await test.step('what the address says is proposed, with reason and certainty', async () => {
    await wizard.show('可写入');
    const sure = wizard.row(ledger.rowsWith('town and village')[0]!);
    await expect(sure).toContainText('可靠');
    await expect(sure).toContainText('新市镇 / 八里村');
    await expect(sure).toContainText('地址写明“八里村”');
    await wizard.show('不在本辖区');
    await expect(wizard.row(ledger.rowsWith('another town')[0]!)).toContainText('白水镇 / 高冲村');
  });

  await test.step('a faulty row is corrected in place, a repeated one left out', async () => {
    await wizard.show('有错');
    const [mistyped] = ledger.rowsWith('mistyped code');
    await expect(wizard.row(mistyped!)).toContainText('B 统一社会信用代码');
    await expect(wizard.row(mistyped!)).toContainText(ledger.lineAt(mistyped!).row.统一社会信用代码);
    await expect(wizard.row(mistyped!)).toContainText('校验');
    await wizard.correct(mistyped!, '统一社会信用代码', ledger.code);
    const [repeated] = ledger.rowsWith('duplicate');
    await expect(wizard.row(repeated!)).toContainText('本文件内重复');
    await wizard.skip(repeated!);
    await wizard.expectCount('有错', 0);
  });

  await test.step('a possible duplicate is compared and decided', async () => {
    await wizard.show('疑似重复');
    await expect(page.getByRole('heading', { name: `第 ${ledger.lines.length + 1} 行` })).toContainText(known.name);
    await expect(page.getByRole('row').filter({ hasText: '友谊路1号' })).toContainText(known.address);
    await page.getByRole('button', { name: '是同一个' }).click();
    await expect(page.getByText('这里没有。')).toBeVisible();
  });

  await test.step('a row of an unknown old name is placed, and the others of that name with it', async () => {
    await wizard.show('可写入');
    const old = ledger.rowsWith('unknown old name');
    const first = wizard.row(old[0]!);
    await expect(first).toContainText('拿不准');
    await expect(first).toContainText('“红花乡”不在现行区划里');
    await first.getByRole('button', { name: /^指定/ }).click();
    const dialog = page.getByRole('dialog');
    await choose(dialog.getByRole('button', { name: '所在区域' }), '团山', '团山');
    await dialog.getByRole('checkbox', { name: `地址里写着“红花乡”的另外 ${old.length - 1} 行也照此改` }).check();
    await dialog.getByRole('button', { name: '改好' }).click();
    await wizard.unfold();
    for (const row of old) await expect(wizard.row(row)).toContainText('新市镇 / 团山');
  });

  const written = { create: rows - elsewhere - 2, amend: 1 };
  await test.step('all of it is written at once', async () => {
    await wizard.expectToWrite(written);
    await wizard.writeAll();
    await wizard.expectWritten(written);
  });

  await test.step('the same file again changes nothing', async () => {
    await wizard.upload(ledger.file);
    await wizard.checked();
    await wizard.expectNothingToWrite();
    await wizard.expectCount('无变化', written.create + written.amend - 1);
    await wizard.expectCount('不在本辖区', elsewhere);
  });
});
