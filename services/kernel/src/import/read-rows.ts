import type { Field, Label } from '@moduan/schema';
import type { Row } from '../database/tables';
import type { ImportColumn } from './columns';
import { convertPoint } from './coordinates';
import type { ImportDefinition, ImportedRow, RowFault } from './definition';
import type { ImportRun } from './import-run';
import { parseValue } from './parse-value';

/** What is kept of a row of the file. */
export interface KeptRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly corrections: Readonly<Record<string, string>>;
  readonly decision: ImportedRow['decision'];
  /** Faults that the reader found in the cells, by column; the row's own under -1. */
  readonly spoiled: Readonly<Record<string, Label>>;
}

/** A boundary at fault is told by its beginning; everything else verbatim. */
const said = ({ kind }: Field, cell: string) => (kind === 'geometry' && cell.length > 200 ? `${cell.slice(0, 200)}…` : cell);

/** A kept row with its values read by the columns that the person confirmed. */
export function readRow(definition: ImportDefinition, { columns, coordinates }: Pick<ImportRun, 'columns' | 'coordinates'>, kept: KeptRow): ImportedRow {
  const values: Row = {};
  const faults: RowFault[] = [];
  const rowFault = kept.spoiled['-1'];
  if (rowFault) faults.push({ column: null, field: null, value: null, message: rowFault });
  for (const { index, field } of columns) {
    if (!field) continue;
    const corrected = kept.corrections[field];
    const cell = corrected ?? kept.cells[index] ?? '';
    const spoiled = corrected === undefined ? kept.spoiled[String(index)] : undefined;
    const { value, fault, suggestion } = spoiled ? { value: undefined, fault: spoiled, suggestion: undefined } : parseValue(definition.fields[field]!, cell);
    if (fault) faults.push({ column: index, field, value: said(definition.fields[field]!, cell), message: fault, suggestion: suggestion ?? null });
    else if (value !== undefined) values[field] = value;
  }
  for (const [field, cell] of Object.entries(kept.corrections)) {
    if (columns.some((column) => column.field === field) || !definition.fields[field]) continue;
    const { value, fault } = parseValue(definition.fields[field], cell);
    if (fault) faults.push({ column: null, field, value: cell, message: fault });
    else if (value !== undefined) values[field] = value;
  }
  const row: ImportedRow = {
    number: kept.number,
    cells: kept.cells,
    decision: kept.decision,
    values,
    faults,
    proposals: [],
    outcome: faults.length ? 'FAULTY' : 'CREATE',
    matchId: null,
    sameAs: null,
    matched: null,
    known: null,
    becomes: {},
    alike: null,
  };
  convertPoint(row, definition.point, coordinates);
  return row;
}

/** Required fields that neither the file nor a proposal fills. */
export function missingFaults(definition: ImportDefinition, columns: readonly ImportColumn[], row: ImportedRow): RowFault[] {
  return Object.entries(definition.fields).flatMap(([field, { required, zh, en }]) => {
    if (!required || row.becomes[field] !== undefined || row.values[field] !== undefined || row.faults.some((fault) => fault.field === field)) return [];
    const column = columns.find((each) => each.field === field)?.index ?? null;
    return [{ column, field, value: column === null ? null : (row.cells[column] ?? ''), message: { zh: `没有${zh}`, en: `${en} is missing` } }];
  });
}
