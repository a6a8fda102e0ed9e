import type { Field, Fields, Register } from '@moduan/schema';

/** A row as a ledger has it: heading → what stands in the cell. */
export type TableRow = Readonly<Record<string, string>>;

function cell(field: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  const labelOf = (option: string) => ('options' in field ? (field.options[option]?.zh ?? option) : option);
  // A word that holds a sign that stands between choices goes by its constant.
  const chosen = (option: string) => (/[、，,;；|]/.test(labelOf(option)) ? option : labelOf(option));
  if (field.kind === 'choice') return labelOf(String(value));
  if (field.kind === 'choices') return (value as readonly string[]).map(chosen).join('、');
  if (field.kind === 'boolean') return value ? '是' : '否';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Records under the headings of their register, for the import: choices by their words, references by name. */
export function asTable<F extends Fields>(register: Register<F>, records: readonly object[]): TableRow[] {
  const used = Object.entries(register.fields).filter(([name, field]) => !field.derived && records.some((record) => name in record));
  return records.map((record) => Object.fromEntries(used.map(([name, field]) => [field.zh, cell(field, (record as Readonly<Record<string, unknown>>)[name])])));
}
