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

/** What the rows may be the same as: by code in the whole city, by name only where the caller reads and imports. Two statements. */
export async function readKnown(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<Known> {
  const codes = [...new Set(rows.map(({ values }) => values.creditCode).filter(Boolean))];
  const byCode = codes.length ? await select(context, db, sql`${sql.table('premises')}`, sql`premises.credit_code = any(${codes}::text[]) and premises.ended_at is null`) : [];
  const known = new Set(byCode.map(({ creditCode }) => creditCode));
  const open = rows.filter(({ values }) => values.name && !known.has(values.creditCode));
  return { byCode: Map.groupBy(byCode, (row) => row.creditCode as string), alike: await readAlike(context, db, open) };
}

/** Name by name, each through the index of what names have in common: otherwise that would be worked out anew for every name of the register. */
async function readAlike(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<Map<number, KnownPremises[]>> {
  if (!rows.length) return new Map();
  const names = [...new Set(rows.map(({ values }) => values.name as string))];
  const source = sql`(select given, enterprises.name_key(given) as key from unnest(${names}::text[]) as given offset 0) as named
    cross join lateral (select * from ${sql.table('premises')} as its where its.name_key = named.key and its.ended_at is null offset 0) as premises`;
  const found = (await select(context, db, source, sql`true`, sql<string>`named.given`)).filter(({ readable }) => readable);
  const byName = Map.groupBy(found, ({ given }) => given as string);
  return new Map(rows.map(({ number, values }) => [number, byName.get(values.name as string) ?? []]));
}

const columns = sql.join([
  ...hashesOf(premisesRegister.fields, 'premises'),
  ...Object.entries(premisesRegister.fields).flatMap(([name, { kind }]) => (kind === 'secret' ? [] : [sql.ref(`premises.${columnOf(name)}`).as(name)])),
  ...Object.keys(operatorFields).map((name) => sql.ref(`operator.${columnOf(name)}`).as(name)),
]);

async function select(context: ServiceContext, db: Kysely<Tables>, source: RawBuilder<unknown>, test: RawBuilder<unknown>, given: RawBuilder<string> = sql<string>`null::text`): Promise<KnownPremises[]> {
  const { rows } = await sql<Row>`select premises.id as id, ${given} as given, ${columns}
    from ${source} inner join ${sql.table('operator')} on operator.id = premises.operator_id where ${test}`.execute(db);
  return rows.map((row) => {
    const placed = { areaCode: row.areaCode as string, lineOfWork: row.lineOfWork as string | null, premisesId: row.id as string };
    return { ...row, id: row.id as string, kind: row.kind as string, areaCode: row.areaCode as string, readable: mayRead(context.actor, placed) && mayImport(context.actor, placed) };
  });
}
