import type { LedgerLine } from '../../tools/demo/ledger';
import { choose } from '../steps/choose';
import { expect, test } from '../steps/clean-console';
import { exportShownList, readExport, shopWithoutCode, type ExportedRow } from '../steps/exported-list';
import { ImportWizard } from '../steps/import-wizard';
import { freshLines, ledgerToSettle, MadeLedger } from '../steps/made-ledger';
import { RegisterList } from '../steps/register-list';
import { signInAs } from '../steps/sign-in';
import { countBy, readSummary } from '../steps/summary-table';

const XINSHI = '430681102';
const nameOf = ({ row }: LedgerLine) => row.企业名称.replace('　', '').trim();

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
    await expect(page.getByRole('row', { name: '地址' }).getByRole('cell')).toHaveText(['地址', `${known.address}东侧`, known.address]);
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

test('the bureau takes a whole ledger, places what no address places, and its figures equal the exported list', async ({ page }) => {
  await signInAs(page, 'bureau');
  const wizard = new ImportWizard(page);
  const list = new RegisterList(page);
  const ledger = new MadeLedger(freshLines(1));
  const unplaced = ledger.rowsWith('road only').map((row) => nameOf(ledger.lineAt(row)));
  const written = ledger.lines.length - 1;

  await test.step('everything but the repeated row is written', async () => {
    await wizard.upload(ledger.file);
    await wizard.checked();
    await wizard.skip(ledger.rowsWith('duplicate')[0]!);
    await wizard.writeAll();
    await wizard.expectWritten({ create: written, amend: 0 });
  });

  await test.step('what no address places stands in the unassigned list', async () => {
    await page.goto('/enterprises/premises-list');
    await list.openView('未入网格');
    for (const name of unplaced.slice(0, 3)) {
      await list.tick(name);
      await expect(list.row(name)).toContainText('未定镇');
    }
    await expect(page.getByRole('region', { name: '已选 3 家' })).toBeVisible();
  });

  await test.step('several are placed in a grid at once and leave that list', async () => {
    const before = await list.countOf('未入网格');
    const [grid] = await readExport(page, 'grids/grids', ['name', 'areaCode']);
    await list.bulk('落位 3 / 3').click();
    const dialog = page.getByRole('dialog', { name: '批量落位' });
    await choose(dialog.getByRole('button', { name: '落到' }), grid!.网格名称!, new RegExp(grid!.网格代码!));
    await dialog.getByRole('button', { name: '落位', exact: true }).click();
    await expect(dialog.getByText('已落位 3 / 3')).toBeVisible();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await expect(list.view('未入网格')).toHaveText(new RegExp(`${(before - 3).toLocaleString('zh-CN')}$`));
    await list.openView('全部');
    await list.search(unplaced[0]!);
    await expect(list.row(unplaced[0]!)).toContainText(grid!.网格名称!);
    await expect(list.row(unplaced[0]!)).toContainText('已入网格');
  });

  await test.step('one of an unknown old name is placed, the others with it, and the name is recorded', async () => {
    const old = ledger.rowsWith('unknown old name').map((row) => nameOf(ledger.lineAt(row)));
    await list.openView('未定镇');
    await list.tick(old[0]!);
    await list.bulk('落位 1 / 1').click();
    const dialog = page.getByRole('dialog', { name: '落位' });
    await choose(dialog.getByRole('button', { name: '落到' }), '弼时镇', /^弼时镇/);
    await dialog.getByRole('button', { name: '落位', exact: true }).click();
    await dialog.getByRole('button', { name: '一并落到弼时镇' }).click();
    await expect(dialog.getByText(`“红花乡”的 ${old.length - 1} 家已落到弼时镇`)).toBeVisible();
    await dialog.getByRole('button', { name: '把“红花乡”记为弼时镇的曾用名' }).click();
    await expect(page.getByText('已记为曾用名')).toBeVisible();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await list.openView('全部');
    for (const name of old) {
      await list.search(name);
      await expect(list.row(name)).toContainText('弼时镇');
    }
  });

  await test.step('every figure of the summary equals the exported list', async () => {
    await page.goto('/enterprises/premises-list');
    const rows = await exportShownList(page);
    const towns = new Map((await readExport(page, 'grids/areas', ['code', 'name'])).map((area) => [area.区划代码, area.名称!]));
    await page.getByRole('link', { name: '统计' }).click();
    await expect(page.locator('.figure')).toHaveText(new RegExp(`合计 ?${rows.length.toLocaleString('zh-CN')} 家`));
    const columns: Record<string, (row: ExportedRow) => string> = {
      '所在区域 · 按乡镇': (row) => (row.所在区域!.length < 9 ? '' : towns.get(row.所在区域!.slice(0, 9))!),
      行业门类: (row) => row.行业门类!,
      规模: (row) => row.规模!,
      监管星级: (row) => row.监管星级!,
      监管主体: (row) => row.监管主体!,
    };
    for (const [dimension, label] of Object.entries(columns)) {
      expect(Object.fromEntries(await readSummary(page, dimension)), dimension).toEqual(Object.fromEntries(countBy(rows, label)));
    }
  });

  await test.step('a figure opens its records, also those without a town', async () => {
    await readSummary(page, '所在区域 · 按乡镇');
    const link = page.getByRole('row', { name: /^未记录/ }).getByRole('link');
    const count = await link.innerText();
    await link.click();
    await expect(page.getByRole('row', { name: /^共/ })).toContainText(`共 ${count} 家`);
    await expect(page.getByRole('button', { name: '所在区域未到镇' })).toBeVisible();
  });

  await test.step('the same file again changes nothing, whatever was placed meanwhile', async () => {
    await wizard.upload(ledger.file);
    await wizard.checked();
    await wizard.expectNothingToWrite();
    await wizard.expectCount('无变化', written);
  });
});
