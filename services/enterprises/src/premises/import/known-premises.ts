import { columnOf, hashesOf, mayInArea, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { operatorFields } from './import-fields';

/** A premises that is there already, with the fields of its operator that ledgers carry. */
export interface KnownPremises extends Row {
  readonly id: string;
  readonly kind: string;
  readonly areaCode: string;
  readonly readable: boolean;
}

export interface Known {
  readonly byCode: ReadonlyMap<string, readonly KnownPremises[]>;
  /** By the number of the row: those whose name is written alike. */
  readonly alike: ReadonlyMap<number, readonly KnownPremises[]>;
}

const [mayRead, mayImport] = [mayInArea('premises.read'), mayInArea('premises.import')];

/** What the rows may be the same as: by code in the whole city, by name only where the caller reads and imports. Three statements. */
export async function readKnown(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<Known> {
  const codes = [...new Set(rows.map(({ values }) => values.creditCode).filter(Boolean))];
  const byCode = codes.length ? await select(context, db, sql`premises.credit_code = any(${codes}::text[])`) : [];
  const known = new Set(byCode.map(({ creditCode }) => creditCode));
  const open = rows.filter(({ values }) => values.name && !known.has(values.creditCode));
  return { byCode: Map.groupBy(byCode, (row) => row.creditCode as string), alike: await readAlike(context, db, open) };
}

async function readAlike(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<Map<number, KnownPremises[]>> {
  if (!rows.length) return new Map();
  const names = [...new Set(rows.map(({ values }) => values.name as string))];
  const key = (name: unknown) => sql<string>`enterprises.name_key(${name})`;
  const found = (await select(context, db, sql`enterprises.name_key(premises.name) = any(select enterprises.name_key(given) from unnest(${names}::text[]) as given)`, key(sql.ref('premises.name')))).filter(({ readable }) => readable);
  const keys = new Map<string, string>();
  const given = (await sql<Row>`select given, enterprises.name_key(given) as key from unnest(${names}::text[]) as given`.execute(db)).rows;
  for (const row of given) keys.set(row.given as string, row.key as string);
  const byKey = Map.groupBy(found, ({ nameKey }) => nameKey as string);
  return new Map(rows.map(({ number, values }) => [number, byKey.get(keys.get(values.name as string)!) ?? []]));
}

async function select(context: ServiceContext, db: Kysely<Tables>, test: RawBuilder<unknown>, nameKey: RawBuilder<string> = sql<string>`null::text`): Promise<KnownPremises[]> {
  const own = Object.entries(premisesRegister.fields).filter(([, { kind }]) => kind !== 'secret').map(([name]) => sql.ref(`premises.${columnOf(name)}`).as(name));
  const its = Object.keys(operatorFields).map((name) => sql.ref(`operator.${columnOf(name)}`).as(name));
  const rows = (await db
    .selectFrom('premises')
    .innerJoin('operator', 'operator.id', 'premises.operator_id')
    .select(['premises.id as id', nameKey.as('nameKey'), ...hashesOf(premisesRegister.fields, 'premises'), ...own, ...its] as never)
    .where(test as never)
    .where('premises.ended_at', 'is', null)
    .execute()) as Row[];
  return rows.map((row) => {
    const placed = { areaCode: row.areaCode as string, lineOfWork: row.lineOfWork as string | null, premisesId: row.id as string };
    return { ...row, id: row.id as string, kind: row.kind as string, areaCode: row.areaCode as string, readable: mayRead(context.actor, placed) && mayImport(context.actor, placed) };
  });
}
