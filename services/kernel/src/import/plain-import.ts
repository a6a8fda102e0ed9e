import type { Field, Fields } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import { mayInArea } from '../policy/policy';
import type { Row, Tables } from '../database/tables';
import { columnOf } from '../entity/columns';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { draftOfMany } from '../register/actions';
import { readableIds } from '../register/references';
import { stored } from '../register/values';
import { asRead, readable, readableFor, selectRecord } from '../reading/readable';
import { shown } from '../unit-of-work/audit';
import type { ImportDefinition, ImportedRow } from './definition';
import { shapeInWords, shapeText } from './shape';
import { writeRecords } from './write-records';
import { isId } from '../entity/id';

/** The import of a plain register: rows are matched by the register's own fields, references by the name of what they mean. */
export function plainImport(thing: AnyThing, things: readonly AnyThing[]): ImportDefinition {
  const all = thing.register.fields as Fields;
  const fields = Object.fromEntries(Object.entries(all).filter(([, { derived, kind }]) => !derived && kind !== 'references'));
  const passedOver = Object.entries(all).flatMap(([name, field]) => (field.derived || field.kind === 'references' ? [field.zh, field.en, name, ...(field.headings ?? [])] : [])).map((heading) => heading.toLowerCase());
  return {
    thing,
    fields,
    passedOver,
    // Records that prepare themselves may look for others of their file, as an area for the one above it.
    inParts: !thing.prepare,
    plan: async (context, db, rows, seen) => {
      await resolveReferences(context, db, fields, things, rows);
      await matchRows(context, db, thing, fields, rows, seen);
      for (const row of rows) admit(context, thing, row);
    },
    write: async (context, db, rows, source) => void (await writeRecords(context, db, thing, rows, source)),
  };
}

/** Names in reference columns become ids: only of what the caller may read, and only when one alone has the name. */
export async function resolveReferences(context: ServiceContext, db: Kysely<Tables>, fields: Fields, things: readonly AnyThing[], rows: readonly ImportedRow[]): Promise<void> {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'reference') continue;
    const target = things.find(({ register }) => register.type === field.to);
    const wanted = [...new Set(rows.map(({ values }) => values[name]).filter((value): value is string => typeof value === 'string'))];
    if (!target || !wanted.length) continue;
    const found = await idsByTitle(context, db, target, wanted.filter((value) => !isId(value)));
    for (const id of await readableIds(db, context, target, wanted)) found.set(id, [id]);
    for (const row of rows) replaceByName(row, name, field, found);
  }
}

async function idsByTitle(context: ServiceContext, db: Kysely<Tables>, target: AnyThing, names: readonly string[]): Promise<Map<string, string[]>> {
  const fields = target.register.fields as Fields;
  const titles = [target.register.title as string, ...((target.register.matchOn ?? []) as string[])].filter((name) => fields[name]?.kind === 'text');
  const found = new Map<string, string[]>();
  if (!names.length) return found;
  for (const title of new Set(titles)) {
    const column = columnOf(title, fields[title]);
    const rows = (await readable(context, target, db)
      .select([sql.ref('id').as('id'), sql.ref(column).as('title')])
      .where(column as never, '=', sql`any(${names}::text[])` as never)
      .where('ended_at' as never, 'is', null as never)
      .execute()) as Row[];
    for (const row of rows) if (!found.get(row.title as string)?.includes(row.id as string)) found.set(row.title as string, [...(found.get(row.title as string) ?? []), row.id as string]);
  }
  return found;
}

function replaceByName(row: ImportedRow, name: string, field: Field, found: ReadonlyMap<string, readonly string[]>): void {
  const value = row.values[name];
  if (typeof value !== 'string') return;
  const ids = found.get(isId(value) ? value.toLowerCase() : value) ?? [];
  if (ids.length === 1) {
    Object.assign(row.values, { [name]: ids[0] });
    return;
  }
  const message = ids.length
    ? { zh: `有 ${ids.length} 条${field.zh}叫这个名字，请改填编号`, en: `${ids.length} records have this name; give the number` }
    : { zh: `没有找到这个${field.zh}，或不在您的辖区`, en: `No such ${field.en}, or it is outside your area` };
  row.faults.push({ column: null, field: name, value, message });
}

/** The first match field that a row fills decides which record it is; a second row for the same record is at fault. */
export async function matchRows(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, fields: Fields, rows: readonly ImportedRow[], seen: Map<string, number>): Promise<void> {
  const on = (thing.register.matchOn ?? []) as string[];
  for (const name of on) {
    const open = rows.filter((row) => row.values[name] !== undefined && on.every((earlier) => on.indexOf(earlier) >= on.indexOf(name) || row.values[earlier] === undefined));
    const key = (row: ImportedRow) => String(fields[name]!.kind === 'secret' ? context.database.secrets.hash(name, row.values[name] as string) : row.values[name]);
    const found = await recordsBy(context, db, thing, name, fields[name]!, [...new Set(open.map(key))]);
    for (const row of open) {
      const twin = seen.get(`${name} ${key(row)}`);
      if (twin !== undefined) row.faults.push({ column: null, field: name, value: String(row.values[name]), message: { zh: `与第 ${twin} 行重复`, en: `The same as row ${twin}` } });
      else seen.set(`${name} ${key(row)}`, row.number);
      compare(context, row, fields, found.get(key(row)));
    }
  }
}

async function recordsBy(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, name: string, field: Field, keys: readonly string[]): Promise<Map<string, Row>> {
  if (!keys.length) return new Map();
  const column = field.kind === 'secret' ? columnOf(`${name}Hash`) : columnOf(name, field);
  const rows = (await selectRecord(readableFor(context, thing, `${thing.register.noun}.import`, db), thing)
    .select([sql.ref(column).as('matchKey'), ...hashesOf(thing.register.fields)])
    .where(column as never, '=', sql`any(${keys}::text[])` as never)
    .where('ended_at' as never, 'is', null as never)
    .execute()) as Row[];
  return new Map(rows.map((row) => [row.matchKey as string, row]));
}

/** By their hashes secrets are compared; what they are is not read. */
export const hashesOf = (fields: Fields, table?: string) =>
  Object.entries(fields)
    .filter(([, { kind }]) => kind === 'secret')
    .map(([name]) => sql.ref([table, columnOf(`${name}Hash`)].filter(Boolean).join('.')).as(`${name}Hash`));

/** What a row changes of the record that it is the same as; nothing is taken from empty cells. */
export function compare(context: ServiceContext, row: ImportedRow, fields: Fields, known: Row | undefined): void {
  if (!known) return;
  row.matchId = known.id as string;
  row.known = known;
  row.matched = Object.fromEntries(Object.entries(fields).map(([name, { kind }]) => [name, kind === 'geometry' ? shapeInWords(known[name]) : shown(known[name])]));
  row.becomes = Object.fromEntries(Object.entries(row.values).filter(([name, value]) => !fields[name]?.fixed && different(context, name, fields[name], known, value)));
  row.outcome = row.faults.length ? 'FAULTY' : Object.keys(row.becomes).length ? 'AMEND' : 'UNCHANGED';
}

function different({ database }: ServiceContext, name: string, field: Field | undefined, record: Row, value: unknown): boolean {
  const known = record[name];
  if (field?.kind === 'secret') return database.secrets.hash(name, value as string) !== record[`${name}Hash`];
  if (Array.isArray(value)) return JSON.stringify([...value].sort()) !== JSON.stringify([...((known as unknown[]) ?? [])].sort());
  return field?.kind === 'geometry' ? shapeText(known) !== shapeText(value) : shown(known) !== shown(value);
}

/** A new record must be one that the caller may enter by hand too. */
export function admit(context: ServiceContext, thing: AnyThing, row: ImportedRow): void {
  if (row.matchId || row.faults.length) return;
  row.becomes = { ...row.values };
  const record = draftOfMany(thing, context, stored(thing.register.fields, row.becomes, context.database.secrets));
  for (const { path, message } of thing.verify?.(record, context.actor) ?? []) row.faults.push({ field: path, message });
  const hasRequired = Object.entries(thing.register.fields as Fields).every(([name, { required, derived }]) => !required || derived || row.becomes[name] !== undefined);
  if (hasRequired && !thing.policy.create?.(context.actor, record)) refuseRow(context, thing, row, [record]);
}

/** A changed record must be one that the caller may amend by hand: as it is, and as it would be. */
export function admitChange(context: ServiceContext, thing: AnyThing, row: ImportedRow): void {
  if (row.outcome !== 'AMEND' || !row.known) return;
  const before = asRead<BaseRecord>(thing, row.known);
  const after = Object.assign(asRead<BaseRecord>(thing, row.known), stored(thing.register.fields, row.becomes, context.database.secrets));
  Object.assign(after, thing.derive?.(after));
  for (const { path, message } of thing.verify?.(after, context.actor) ?? []) row.faults.push({ field: path, message });
  if (![before, after].every((record) => thing.policy.amend?.(context.actor, record))) refuseRow(context, thing, row, [before, after]);
}

/** Outside of where the caller imports it belongs elsewhere; inside the post is not the one for it. */
function refuseRow(context: ServiceContext, thing: AnyThing, row: ImportedRow, records: readonly BaseRecord[]): void {
  const imports = mayInArea(`${thing.register.noun}.import`);
  if (!records.every((record) => imports(context.actor, record as never))) row.outcome = 'ELSEWHERE';
  else row.faults.push({ message: { zh: '您的岗位不能登记或修改这条记录，请找本单位负责人', en: 'Your post may not enter or change this record; ask the head of your unit' } });
}
