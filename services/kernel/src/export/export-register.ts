import { geometryField, type Field, type Fields, type Label } from '@moduan/schema';
import { sql } from 'kysely';
import type { Readable } from 'node:stream';
import { jsonValue } from '../database/json-value';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { forbidden, invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { asOn } from '../reading/as-on';
import { ordered, orderOf, type Order } from '../reading/connection';
import { applyFilter, type Filter } from '../reading/filter';
import { asRead, readable, readableFor, selectRecord } from '../reading/readable';
import { Summary } from '../reading/summary';
import { writeLoneAudit } from '../unit-of-work/audit';
import { csvStream, geojsonStream, xlsxStream, type CellValue, type FeatureToWrite, type SheetRow, type SheetToWrite } from './writing';

export interface ExportRequest {
  readonly format: 'xlsx' | 'csv' | 'geojson';
  readonly filter?: Filter;
  readonly orderBy?: Order;
  /** Names of fields, in the order wanted; the register's own when absent. */
  readonly columns?: readonly string[];
}

const BATCH = 1000;

/** The list as a file, as it stands on the screen: same filter, same order, same columns; streamed with flat memory. */
export async function exportRegister(context: ServiceContext, its: AnyThing, request: ExportRequest): Promise<Readable> {
  const thing = asOn(its, request.filter?.asOf);
  const { noun, label } = thing.register as { noun: string; label: Label };
  if (!context.actor.may(`${noun}.export`)) throw forbidden('export');
  const columns = columnsOf(thing, request.columns);
  if (request.format === 'geojson') requireGeometry(thing);
  const language = context.request.language;
  const heads = columns.map(([name, field]) => ({ label: field[language], width: field.kind === 'text' && name !== 'creditCode' ? 24 : undefined }));
  await writeLoneAudit(context, { action: `${noun}.export`, recordId: noun, changes: [{ field: 'filter', from: null, to: JSON.stringify(request.filter ?? {}) }] });
  const names = (rows: readonly Row[]) => namesFor(context, columns, rows);
  if (request.format === 'geojson') return geojsonStream({ name: label[language], description: SYSTEM[language] }, await begun(pages(context, thing, request, names, (record, its) => featureOf(thing, columns, its, record))));
  const rows = await begun(pages(context, thing, request, names, (record, its) => columns.map(([name, field]) => cellOf(field, record[name], language, its.get(name)))));
  if (request.format === 'csv') return csvStream(heads, rows);
  return xlsxStream([{ name: label[language], columns: heads, rows: asSheetRows(rows) }, ...(await summarySheets(context, thing, request.filter))]);
}

/** With its first page read: what is wrong with the request is answered, not found in the middle of a file. */
async function begun<T>(rows: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await rows.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      yield* rows;
    } finally {
      await rows.return(undefined);
    }
  })();
}

const SYSTEM: Label = { zh: '坐标为 CGCS2000 经度、纬度，单位度', en: 'Coordinates are longitude and latitude in CGCS2000 degrees' };

function requireGeometry(thing: AnyThing): void {
  if (geometryField(thing.register.fields as Fields) === undefined)
    throw invalidInput([{ path: 'format', message: { zh: '这个台账没有边界，不能导出为 GeoJSON', en: 'This register holds no geometry and can not go out as GeoJSON' } }]);
}

/** A record as a feature: columns under the names of their fields, choices by their constants, as the import takes them. */
function featureOf(thing: AnyThing, columns: readonly [string, Field][], names: ReadonlyMap<string, Names>, row: Row): FeatureToWrite {
  const shape = geometryField(thing.register.fields as Fields)!;
  const values = columns.filter(([name]) => name !== shape).map(([name, field]) => [name, propertyOf(field, row[name], names.get(name))]);
  return { id: row.id as string, properties: Object.fromEntries(values) as Row, geometry: shapeOf(row[shape]) };
}

function propertyOf(field: Field, value: unknown, names: Names): unknown {
  if (value === null || value === undefined) return null;
  if (field.kind === 'reference') return names?.get(value as string) ?? value;
  return field.kind === 'geometry' ? shapeOf(value) : value;
}

const shapeOf = (value: unknown): unknown => jsonValue(value) ?? null;

async function* asSheetRows(rows: AsyncIterable<CellValue[]>): AsyncGenerator<SheetRow> {
  for await (const cells of rows) yield { cells };
}

function columnsOf(thing: AnyThing, wanted?: readonly string[]): [string, Field][] {
  const fields = thing.register.fields as Fields;
  const unknown = wanted?.find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) throw invalidInput([{ path: 'columns', message: { zh: `没有“${unknown}”这一列`, en: `No column “${unknown}”` } }]);
  const names = wanted?.length ? wanted : Object.keys(fields);
  return names.map((name) => [name, fields[name]!]);
}

/** Page after page by keyset, so that an export of any length holds one page in memory. */
async function* pages<T>(context: ServiceContext, thing: AnyThing, request: ExportRequest, namesOf: NamesOf, cells: (record: Row, names: ReadonlyMap<string, Names>) => T): AsyncGenerator<T> {
  const order = orderOf(thing, request.orderBy);
  const name = `${thing.table} ${order.field} ${order.direction}`;
  let last: Row | undefined;
  for (;;) {
    const from = last && { order: name, value: last[order.field] ?? null, id: last.id as string };
    const narrowed = applyFilter(readableFor(context, thing, `${thing.register.noun}.export`), thing, request.filter);
    const rows = (await ordered(selectRecord(narrowed, thing), thing, order, false, from).limit(BATCH).execute()) as Row[];
    const names = await namesOf(rows);
    for (const row of rows) yield cells(asRead(thing, row) as unknown as Row, names);
    if (rows.length < BATCH || context.request.ended) return;
    last = rows.at(-1);
  }
}

type Names = ReadonlyMap<string, string> | undefined;

type NamesOf = (rows: readonly Row[]) => Promise<ReadonlyMap<string, Names>>;

/** Titles of the records of the same service that a page refers to, readable ones only; ids of others stay ids. */
async function namesFor(context: ServiceContext, columns: readonly [string, Field][], page: readonly Row[]): Promise<Map<string, Names>> {
  const names = new Map<string, Names>();
  for (const [name, field] of columns) {
    const target = field.kind === 'reference' || field.kind === 'references' ? context.things.find(({ register }) => register.type === field.to) : undefined;
    if (!target || (!target.scope.open && !context.actor.may(`${target.register.noun as string}.read`))) continue;
    const ids = [...new Set(page.flatMap((row) => (row[name] ?? []) as string | string[]))];
    const rows = (await selectRecord(readable(context, target), target).where('id', '=', sql`any(${ids}::uuid[])` as never).execute()) as Row[];
    names.set(name, new Map(rows.map((row) => [row.id as string, String(row[target.register.title as string] ?? '')])));
  }
  return names;
}

function cellOf(field: Field, value: unknown, language: 'zh' | 'en', names: Names): CellValue {
  if (value === null || value === undefined) return '';
  const options = 'options' in field ? (field.options as Readonly<Record<string, Label>>) : undefined;
  if (field.kind === 'choice') return options?.[value as string]?.[language] ?? (value as string);
  if (field.kind === 'choices') return (value as string[]).map((each) => options?.[each]?.[language] ?? each).join('、');
  if (field.kind === 'references') return (value as string[]).map((each) => names?.get(each) ?? each).join('、');
  if (field.kind === 'boolean') return value ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no';
  if (field.kind === 'reference') return names?.get(value as string) ?? (value as string);
  if (field.kind === 'geometry') return typeof value === 'string' ? value : JSON.stringify(value);
  if (field.kind === 'dateTime') return String(value);
  return value as CellValue;
}

const summaryHeads = (language: 'zh' | 'en') => (language === 'zh' ? ['口径', '分组', '数量'] : ['By', 'Group', 'Count']).map((label) => ({ label, width: 24 }));

const grouped = (thing: AnyThing): [string, Field][] => Object.entries(thing.register.fields as Fields).filter(([, { group }]) => group);

/** The figures of the screen on a sheet of their own, from the same query: what is not recorded stands there too. Counted in all before the file begins, so that what is wrong is answered; group by group when the records have been written. */
async function summarySheets(context: ServiceContext, thing: AnyThing, filter: Filter | undefined): Promise<SheetToWrite[]> {
  if (!grouped(thing).length) return [];
  const { language } = context.request;
  const summary = new Summary(context, thing, filter, `${thing.register.noun}.export`);
  return [{ name: language === 'zh' ? '汇总' : 'Summary', columns: summaryHeads(language), rows: summaryRows(thing, summary, await summary.total(), language) }];
}

async function* summaryRows(thing: AnyThing, summary: Summary, total: number, language: 'zh' | 'en'): AsyncGenerator<SheetRow> {
  yield { cells: [language === 'zh' ? '合计' : 'Total', '', total] };
  const missing = language === 'zh' ? '未记录' : 'not recorded';
  for (const [name, field] of grouped(thing)) {
    for (const group of await summary.by({ field: name, ...(field.kind === 'area' ? { digits: 9 } : {}) })) {
      const label = group.value === null ? missing : cellOf(field, field.kind === 'boolean' ? group.value === 'true' : group.value, language, undefined);
      yield { cells: [field[language], label, group.count] };
    }
  }
}
