import type { Label } from '@moduan/schema';

/** A file that is refused as a whole, with the reason in words for the person who sent it. */
export class ImportRefused extends Error {
  constructor(readonly label: Label) {
    super(label.en);
    this.name = 'ImportRefused';
  }
}

export const refuse = (zh: string, en: string): never => {
  throw new ImportRefused({ zh, en });
};

/** What one file may hold. Everything is checked while streaming, so that no limit is passed by more than a chunk. */
export interface ReadingLimits {
  /** Size of the file as sent. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters of one line of a CSV. */
  readonly lineLength: number;
  /** Characters of one cell; a longer one is a fault of the cell. */
  readonly cellLength: number;
  /** Characters of one feature of a GeoJSON file. */
  readonly featureLength: number;
  /** Parts of a workbook. */
  readonly parts: number;
  /** Bytes of all parts of a workbook when unpacked. */
  readonly unpackedBytes: number;
  /** Times that a workbook may grow when unpacked, asked from 20 MB on. */
  readonly growth: number;
}

export const readingLimits: ReadingLimits = {
  bytes: 64 * 2 ** 20,
  rows: 200_000,
  columns: 200,
  lineLength: 2 ** 20,
  cellLength: 10_000,
  featureLength: 4 * 2 ** 20,
  parts: 1_000,
  unpackedBytes: 600 * 2 ** 20,
  growth: 300,
};

export const count = (number: number) => number.toLocaleString('en-US');
export const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
