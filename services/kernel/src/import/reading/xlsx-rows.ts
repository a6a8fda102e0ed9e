import type { Cell } from './cell-text';
import { count, type ReadingLimits, refuse } from './import-refused';
import { cellPlace, MergedCells, readMerges } from './merged-cells';
import { cellText } from './sheet-cell';
import type { StringShelf } from './string-shelf';
import type { TableRow } from './table';
import type { Sheet, Workbook } from './workbook';
import { readXml, type XmlListener } from './xml-parts';
import type { Archive } from './zip-archive';

export interface SheetSource {
  readonly archive: Archive;
  readonly workbook: Workbook;
  readonly strings: StringShelf;
  readonly limits: ReadingLimits;
  readonly progress: { bytes: number };
}

/** Hears the XML of a sheet and collects its rows. What is declared but not there (dimension, empty rows) costs nothing. */
class RowCollector implements XmlListener {
  readonly rows: TableRow[] = [];
  private row = 0;
  private cells: (Cell | undefined)[] = [];
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private formula = false;
  private hearing = false;
  private phonetic = false;

  constructor(private readonly source: SheetSource, private readonly merged: MergedCells) {}

  open(name: string, attributes: Readonly<Record<string, string>>) {
    this.hearing = (name === 'v' || name === 't') && !this.phonetic;
    if (name === 'c') this.openCell(attributes);
    else if (name === 'row') this.openRow(Number(attributes['r'] ?? this.row + 1));
    else if (name === 'f') this.formula = true;
    else if (name === 'rPh') this.phonetic = true;
  }

  text(text: string) {
    if (this.hearing) this.value += text;
  }

  close(name: string) {
    if (name === 'v' || name === 't') this.hearing = false;
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
  }

  private openRow(number: number) {
    if (!(number > this.row && number <= 1_048_576)) refuse(`第 ${this.row} 行之后的行号不对，工作簿已损坏`, `The row after ${this.row} has a wrong number; the workbook is damaged`);
    this.row = number;
    this.cells = [];
    this.column = -1;
  }

  private openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>) {
    this.column = cellPlace(r ?? '')?.column ?? this.column + 1;
    this.type = t;
    this.style = Number(s);
    this.value = '';
    this.formula = false;
  }

  private closeCell() {
    if (this.value === '' && !this.formula) return;
    const { limits, strings, workbook } = this.source;
    if (this.column >= limits.columns && (this.value.trim() !== '' || this.formula)) this.tooWide();
    const text = this.type === 's' ? strings.get(Number(this.value)) ?? '' : this.value;
    const cell = cellText({ type: this.type, style: workbook.styles[this.style], text, formula: this.formula }, workbook, limits.cellLength);
    if (cell !== '') this.cells[this.column] = cell;
  }

  private tooWide(): never {
    const { limits } = this.source;
    return refuse(
      `第 ${this.row} 行用到第 ${count(this.column + 1)} 列，最多 ${limits.columns} 列`, `Row ${this.row} reaches column ${count(this.column + 1)}; ${limits.columns} at most`,
    );
  }

  private closeRow() {
    const own = this.cells.length > 0;
    this.merged.fill(this.row, this.cells);
    if (own) this.rows.push({ number: this.row, cells: Array.from(this.cells, (cell) => cell ?? '') });
  }
}

/** The rows of a sheet that hold anything. */
export async function* sheetRows(sheet: Sheet, source: SheetSource): AsyncGenerator<TableRow> {
  const merged = new MergedCells(await readMerges(source.archive.open(sheet.path)));
  const collector = new RowCollector(source, merged);
  for await (const bytes of readXml(source.archive.open(sheet.path), collector)) {
    source.progress.bytes += bytes;
    yield* collector.rows.splice(0);
  }
  yield* collector.rows.splice(0);
}
