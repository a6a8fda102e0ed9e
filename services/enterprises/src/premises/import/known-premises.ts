import { columnOf, inJurisdiction, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
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
  readonly byName: ReadonlyMap<string, readonly KnownPremises[]>;
}

/** What the rows may be the same as: by code in the whole city, by name only where the caller reads. Two statements. */
export async function readKnown(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<Known> {
  const codes = [...new Set(rows.map(({ values }) => values.creditCode).filter(Boolean))];
  const names = [...new Set(rows.filter(({ values }) => !values.creditCode).map(({ values }) => values.name).filter(Boolean))];
  const byCode = await select(context, db, 'premises.credit_code', codes);
  const byName = (await select(context, db, 'premises.name', names)).filter(({ readable }) => readable);
  return { byCode: Map.groupBy(byCode, (row) => row.creditCode as string), byName: Map.groupBy(byName, (row) => row.name as string) };
}

async function select(context: ServiceContext, db: Kysely<Tables>, column: string, keys: readonly unknown[]): Promise<KnownPremises[]> {
  if (!keys.length) return [];
  const own = Object.entries(premisesRegister.fields).filter(([, { kind }]) => kind !== 'secret').map(([name]) => sql.ref(`premises.${columnOf(name)}`).as(name));
  const its = Object.keys(operatorFields).map((name) => sql.ref(`operator.${columnOf(name)}`).as(name));
  const rows = (await db
    .selectFrom('premises')
    .innerJoin('operator', 'operator.id', 'premises.operator_id')
    .select(['premises.id as id', ...own, ...its] as never)
    .where(column as never, '=', sql`any(${keys}::text[])` as never)
    .where('premises.ended_at', 'is', null)
    .execute()) as Row[];
  return rows.map((row) => {
    const placed = { areaCode: row.areaCode as string, lineOfWork: row.lineOfWork as string | null, premisesId: row.id as string };
    return { ...row, id: row.id as string, kind: row.kind as string, areaCode: row.areaCode as string, readable: inJurisdiction(context.actor, placed) };
  });
}
