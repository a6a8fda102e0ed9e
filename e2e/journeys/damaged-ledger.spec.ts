import { buffer as wholeOf } from 'node:stream/consumers';
import { damaged, type Damage } from '../../tools/demo/damaged-ledger';
import { expect, test } from '../steps/clean-console';
import { ImportWizard } from '../steps/import-wizard';
import { freshLines } from '../steps/made-ledger';
import { signInAs } from '../steps/sign-in';

/** What the page says of the whole file or of the one row at fault; a file that is only odd is taken, every row of it. */
const EXPECTED: Readonly<Record<Damage, { readonly file: string } | { readonly row: string } | 'taken'>> = {
  'check digit': { row: '统一社会信用代码校验位不符，请核对有无错字' },
  'missing name': { row: '没有名称' },
  'stray column': { row: '这一行比表头多 1 列，各列可能已错位' },
  'unknown column': 'taken',
  gb18030: 'taken',
  'other encoding': { file: '文件里有空字节（NUL），不是文本表格' },
  formula: { row: '公式不收，请粘贴为数值' },
  columns: { file: '第 1 行有 16,384 列，最多 200 列' },
  'empty rows': 'taken',
  bomb: { file: '疑为压缩炸弹，不予打开' },
  'long line': { file: '第 3 行超过 1,048,576 个字符，可能引号不成对' },
  'open quote': { file: '附近的引号不成对' },
  picture: { file: '这是图片，请导入 XLSX 或 CSV' },
};

const ROWS = 8;

for (const [kind, expected] of Object.entries(EXPECTED)) {
  const outcome = expected === 'taken' ? 'is taken' : 'file' in expected ? 'is refused as a whole' : 'is stopped at the row at fault';
  test(`a ledger with “${kind}” ${outcome}`, async ({ page }) => {
    const { name, content } = damaged(kind as Damage, freshLines(0).filter(({ vice }) => vice === 'road only').slice(0, ROWS));
    await signInAs(page, 'baishui-safety');
    const wizard = new ImportWizard(page);
    await wizard.upload({ name, buffer: await wholeOf(content) });
    if (expected !== 'taken' && 'file' in expected) return wizard.expectRefused(expected.file);
    await wizard.checked();
    await wizard.expectCount('有错', expected === 'taken' ? 0 : 1);
    if (expected === 'taken') await wizard.expectCount('可写入', ROWS);
    else await expect(page.getByRole('cell', { name: expected.row })).toBeVisible();
    await wizard.abandon();
  });
}
