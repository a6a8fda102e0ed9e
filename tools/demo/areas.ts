import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

export interface DivisionRow {
  readonly code: string;
  readonly level: string;
  readonly name: string;
  readonly parent: string;
}
export interface AreaNameRow {
  readonly areaCode: string;
  readonly name: string;
  readonly kind: 'FORMER' | 'ALIAS';
  readonly since: string;
  readonly until: string;
}

const dataFile = (name: string) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
const table = <T>(name: string): T[] => parse<T>(readFileSync(dataFile(name)), { bom: true, columns: true });

/** The demonstration city, and the town of it that is drawn in detail. */
export const CITY = '430681';
export const MAIN_TOWN = '430681102';

export const divisions = (): DivisionRow[] => table<DivisionRow>(`divisions-${CITY}.csv`);
export const areaNames = (): AreaNameRow[] => table<AreaNameRow>(`area-names-${CITY}.csv`);
export const townsOf = (rows: readonly DivisionRow[]) => rows.filter(({ level }) => level === 'town');
export const villagesOf = (rows: readonly DivisionRow[], town: string) => rows.filter(({ parent }) => parent === town);
