import { hash } from 'node:crypto';
import type { ImportedRow, Row } from '@moduan/kernel';
import { operatorFields } from '../premises/import/import-fields';

/** By field, what was said first and in which row. */
type Said = Record<string, readonly [mark: string, row: number]>;

/** What a file has said of operators so far, for as long as what it remembers of its rows lives. */
const ofFiles = new WeakMap<ReadonlyMap<string, number>, Map<string, Said>>();

/** Long texts are remembered by what they hash to. */
const markOf = (value: unknown) => {
  const text = String(value);
  return text.length > 24 ? hash('sha1', text, 'base64') : text;
};

/** Several premises of one operator may each say something of it, in any part of a file, but not two things of one field: the later row is at fault. */
export function contradictedInFile(row: ImportedRow, seen: ReadonlyMap<string, number>): void {
  if (row.faults.length || row.outcome === 'DUPLICATE' || row.outcome === 'ELSEWHERE') return;
  const given = Object.keys(operatorFields).filter((name) => row.values[name] !== undefined);
  const keys = given.length ? keysOf(row.values, row.known) : [];
  if (!keys.length) return;
  const file = ofFiles.get(seen) ?? new Map<string, Said>();
  ofFiles.set(seen, file);
  const said = file.get(keys.find((key) => file.has(key)) ?? '') ?? {};
  for (const key of keys) file.set(key, said);
  for (const name of given) {
    const [mark, first] = (said[name] ??= [markOf(row.values[name]), row.number]);
    if (mark === markOf(row.values[name])) continue;
    const { zh, en } = operatorFields[name]!;
    row.faults.push({ column: null, field: name, value: String(row.values[name]), message: { zh: `第 ${first} 行给同一经营主体写的${zh}与此不同，请改成一致或只填一行`, en: `Row ${first} gives another “${en}” for the same operator; make them agree or fill in only one` } });
  }
}

/** The operator by its code, and by itself unless the file brings another code; a new premises without a code has one of its own. */
function keysOf({ creditCode }: Row, known: Row | null): string[] {
  const code = creditCode ?? known?.creditCode;
  const itself = known && (!creditCode || creditCode === known.creditCode);
  return [...(code ? [String(code)] : []), ...(itself ? [String(known.operatorId)] : [])];
}
