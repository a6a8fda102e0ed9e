import { ledgerCsv, makeLedger, type LedgerLine } from '../../tools/demo/ledger';
import type { UploadedFile } from './import-wizard';

/** Every run over the same product needs another ledger; a fresh product takes the first. */
const SEED = Number(process.env.LEDGER_SEED ?? 1);
const HEADING = 1;

/** A made ledger and where its lines stand in the file. */
export class MadeLedger {
  readonly file: UploadedFile;

  constructor(readonly lines: readonly LedgerLine[]) {
    this.file = { name: '企业台账.csv', buffer: Buffer.from(ledgerCsv(lines)) };
  }
  /** Numbers of the rows with a vice, as the sheet counts them. */
  rowsWith = (vice: string): number[] => this.lines.flatMap((line, i) => (line.vice === vice ? [i + HEADING + 1] : []));
  lineAt = (row: number): LedgerLine => this.lines[row - HEADING - 1]!;
  /** Rows whose address leads into another town. */
  outside = (town: string): LedgerLine[] => this.lines.filter((line) => line.vice !== 'duplicate' && line.town !== undefined && line.town !== town);
}

export const freshLines = (nth: number): LedgerLine[] => makeLedger(SEED + nth);

/** A ledger that nobody writes, with an old name that nobody has recorded. */
export const ledgerToLookAt = (): MadeLedger =>
  new MadeLedger(freshLines(2).map((line) => ({ ...line, row: { ...line.row, 注册地址: line.row.注册地址.replace('红花乡', '青石乡') } })));

const wrongDigit = (code: string) => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');

/** With a row whose code is mistyped, and one that may be a premises that is there already. */
export function ledgerToSettle(known: { name: string; address: string }): MadeLedger & { readonly code: string } {
  const lines = freshLines(0);
  const at = lines.findIndex(({ vice }) => vice === 'town and village');
  const { row } = lines[at]!;
  const code = row.统一社会信用代码;
  lines[at] = { ...lines[at]!, vice: 'mistyped code', row: { ...row, 统一社会信用代码: wrongDigit(code) } };
  const [model] = lines;
  lines.push({ vice: 'known name', row: { ...model!.row, 企业名称: known.name, 统一社会信用代码: '', 注册地址: `${known.address}东侧` } });
  return Object.assign(new MadeLedger(lines), { code });
}
