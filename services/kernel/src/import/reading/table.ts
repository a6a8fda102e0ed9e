import type { Label } from '@moduan/schema';
import type { Cell } from './cell-text';

/** A row that holds anything. `number` is its line in the sheet, or which feature it is, from 1; cells stand in the order of the columns. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly Cell[];
  /** What is wrong with the row as a whole. */
  readonly fault?: Label;
}

export interface TableFacts {
  readonly kind: 'csv' | 'xlsx' | 'geojson';
  readonly bytes: number;
  readonly sha256: string;
  /** Of a CSV or GeoJSON. */
  readonly encoding?: string;
  /** Of a workbook: the sheet that is read, and the others, which are not. */
  readonly sheet?: string;
  readonly otherSheets: readonly { readonly name: string; readonly hidden: boolean }[];
}
