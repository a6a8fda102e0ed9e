import { holdsMany, type Field, type Fields } from '@moduan/schema';

const snake = (name: string) => name.replace(/([A-Z])/g, '_$1').toLowerCase();

const columnTypes: Record<Exclude<Field['kind'], 'secret'>, string> = {
  text: 'text',
  integer: 'int',
  decimal: 'double precision',
  date: 'date',
  dateTime: 'timestamptz',
  boolean: 'boolean',
  choice: 'text',
  choices: 'text[]',
  area: 'text collate "C"',
  reference: 'uuid',
  references: 'text[]',
  geometry: 'jsonb',
};

/** A column of a table: the property of the entity, its name and its type in the database. */
export interface Column {
  readonly property: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** A secret takes three columns: sealed, hashed and masked. */
export function columnsOf(name: string, field: Field): readonly Column[] {
  const nullable = !field.required && !holdsMany(field);
  if (field.kind !== 'secret') return [{ property: name, column: snake(name), type: columnTypes[field.kind], nullable }];
  return ['Sealed', 'Hash', 'Masked'].map((part) => ({
    property: name + part,
    column: snake(name + part),
    type: 'text',
    nullable,
  }));
}

/** Columns that every record of every register has. */
export const baseColumns: readonly Column[] = [
  { property: 'id', column: 'id', type: 'uuid', nullable: false },
  { property: 'version', column: 'version', type: 'int', nullable: false },
  { property: 'createdAt', column: 'created_at', type: 'timestamptz', nullable: false },
  { property: 'createdBy', column: 'created_by', type: 'text', nullable: false },
  { property: 'createdByName', column: 'created_by_name', type: 'text', nullable: false },
  { property: 'updatedAt', column: 'updated_at', type: 'timestamptz', nullable: false },
  { property: 'endedAt', column: 'ended_at', type: 'timestamptz', nullable: true },
  { property: 'endReason', column: 'end_reason', type: 'text', nullable: true },
];

export const allColumns = (fields: Fields): readonly Column[] => [
  ...baseColumns,
  ...Object.entries(fields).flatMap(([name, field]) => columnsOf(name, field)),
];

/** The column that a list selects, filters and orders by for a field. */
export const columnOf = (name: string, field?: Field) => snake(field?.kind === 'secret' ? `${name}Masked` : name);

/** Text of `create table` for a register: migrations spell it once and keep it, so a later change is a new migration. */
export const createTable = (table: string, fields: Fields): string =>
  `create table ${table} (${allColumns(fields)
    .map(({ column, type, nullable }) => `${column} ${type}${nullable ? '' : ' not null'}${column === 'id' ? ' primary key' : ''}`)
    .join(', ')})`;
