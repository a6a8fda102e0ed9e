import { demoCreditCode, PeopleNames, TradeNames } from './names';
import { Random } from './random';

/** The columns of such ledgers, in their order. */
export const LEDGER_COLUMNS = ['企业名称', '统一社会信用代码', '注册日期', '企业类型', '法人代表', '注册资金', '经营范围', '所在省份', '地区', '注册地址'] as const;
export type LedgerRow = Readonly<Record<(typeof LEDGER_COLUMNS)[number], string>>;

/** What an address of the ledger is there for: how many rows of it there are, and what should be proposed. */
interface Sketch {
  readonly vice: string;
  readonly rows: number;
  readonly address: (random: Random) => string;
  readonly town?: string;
  readonly village?: string;
}
export interface LedgerLine {
  readonly row: LedgerRow;
  readonly vice: string;
  /** Area codes that the address should lead to; none when nothing may be proposed. */
  readonly town?: string;
  readonly village?: string;
}

const sketch = (vice: string, rows: number, address: Sketch['address'], town?: string, village?: string): Sketch => ({ vice, rows, address, town, village });
const group = (random: Random) => `${random.whole(1, 18)}组`;
const door = (random: Random) => `${random.whole(1, 200)}号`;

const sketches: readonly Sketch[] = [
  sketch('town and village', 12, (random) => `湖南省岳阳市汨罗市新市镇八里村${group(random)}`, '430681102', '430681102212'),
  sketch('village by its stem', 6, (random) => `汨罗市新市镇团山村${group(random)}`, '430681102', '430681102003'),
  sketch('town alone', 8, (random) => `汨罗市新市镇振兴街${door(random)}`, '430681102'),
  sketch('another town', 8, (random) => `湖南省汨罗市白水镇高冲村${group(random)}`, '430681104', '430681104209'),
  sketch('town of the stem of the city', 2, (random) => `湖南省汨罗市汨罗镇夹城村${group(random)}`, '430681101', '430681101216'),
  sketch('village alone', 3, (random) => `汨罗市团螺村${group(random)}`, '430681102', '430681102207'),
  sketch('known old name', 6, (random) => `汨罗市城郊乡十里村${group(random)}`, '430681119'),
  sketch('old name and its village', 3, (random) => `汨罗市李家塅镇铜盆村${group(random)}`, '430681107', '430681107221'),
  sketch('unknown old name', 5, (random) => `湖南省汨罗市红花乡南岭村${group(random)}`),
  sketch('stem of the city', 6, (random) => `汨罗市汨罗江大酒店${random.whole(1, 4)}栋一楼`),
  sketch('road only', 20, (random) => `汨罗市${random.pick(['罗城路', '屈原南路', '高泉北路', '龙舟南路', '人民路'])}${door(random)}`),
  sketch('two villages of one name', 2, (random) => `汨罗市金山村${group(random)}`),
  sketch('elsewhere', 3, (random) => `岳阳市屈原管理区营田镇南街${door(random)}`),
  sketch('full-width digits', 3, (random) => `汨罗市新市镇新栗村${[...String(random.whole(11, 88))].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')}号`, '430681102', '430681102206'),
  sketch('city only', 3, () => '湖南省汨罗市'),
];

const CAPITAL = ['N/A', '50万人民币', '1,000(万元人民币)', '200万元', '36万人民币'];
const TYPES = ['N/A', '有限责任公司', '个人独资企业', '集体所有制', '有限责任公司（自然人投资或控股）'];
const SCOPES = ['再生资源回收、加工；金属材料销售。', '塑料制品制造、销售，五金交电', '建筑材料，日用百货；“农资”零售', 'N/A', '食品加工 ，粮油购销（不含烟草）'];

/** An invented ledger with the columns and vices of real ones: the same for the same seed. */
export function makeLedger(seed = 1): LedgerLine[] {
  const random = new Random(seed, 'ledger');
  const trades = new TradeNames(new Random(seed, 'ledger names'));
  const people = new PeopleNames(new Random(seed, 'ledger people'));
  let serial = 900_000 + seed * 1000;
  const lines = sketches.flatMap(({ vice, rows, address, town, village }) =>
    Array.from({ length: rows }, (): LedgerLine => {
      serial += 1;
      const name = trades.next((brand) => `汨罗市${brand}${random.pick(['实业', '塑料制品', '再生资源', '商贸', '农业开发'])}有限公司`);
      const row = {
        企业名称: name, 统一社会信用代码: demoCreditCode('91', serial), 注册日期: random.day(1988, 2025), 企业类型: random.pick(TYPES), 法人代表: random.chance(0.1) ? 'N/A' : people.next(),
        注册资金: random.pick(CAPITAL), 经营范围: random.pick(SCOPES), 所在省份: '湖南', 地区: '岳阳', 注册地址: address(random),
      };
      return { row, vice, town, village };
    }),
  );
  return withVices(random.shuffled(lines));
}

/** What has nothing to do with the place: dates as typed, a quoted name, full-width codes, a row that comes twice. */
function withVices(lines: LedgerLine[]): LedgerLine[] {
  const change = (index: number, cells: Partial<LedgerRow>) => {
    lines[index] = { ...lines[index]!, row: { ...lines[index]!.row, ...cells } };
  };
  const wide = (text: string) => text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  change(3, { 注册日期: lines[3]!.row.注册日期.replaceAll('-', '/') });
  change(5, { 注册日期: '2012年3月8日' });
  change(8, { 统一社会信用代码: wide(lines[8]!.row.统一社会信用代码) });
  change(11, { 企业名称: `${lines[11]!.row.企业名称}"老厂",一车间` });
  change(14, { 企业名称: `　${lines[14]!.row.企业名称} ` });
  change(17, { 统一社会信用代码: lines[17]!.row.统一社会信用代码.toLowerCase() });
  return [...lines, { ...lines[20]!, vice: 'duplicate' }];
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvLine = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

export const ledgerTable = (lines: readonly LedgerLine[]): string[][] => [[...LEDGER_COLUMNS], ...lines.map(({ row }) => LEDGER_COLUMNS.map((column) => row[column]))];

/** The ledger as CSV, UTF-8 with a mark. */
export const ledgerCsv = (lines: readonly LedgerLine[]): string => `\ufeff${tableCsv(ledgerTable(lines))}`;
export const tableCsv = (table: readonly (readonly string[])[]): string => table.map(csvLine).join('');
