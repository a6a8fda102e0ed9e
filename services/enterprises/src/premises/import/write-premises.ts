import { writeRecords, type ImportSource, type Row, type RowToWrite, type ServiceContext, type Tables } from '@moduan/kernel';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { sql, type Kysely } from 'kysely';
import { amendOperators, type OperatorValues } from '../../operator/amend-operators';
import { premises, type Premises } from '../premises.entity';
import { operatorFields } from './import-fields';

const pick = (values: Row, names: readonly string[]): Row => Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
const ownNames = Object.keys(premisesRegister.fields);
const itsNames = Object.keys(operatorFields);

/** Premises first, which finds or makes their operators; then what the ledger says of the operators. */
export async function writePremises(context: ServiceContext, db: Kysely<Tables>, rows: readonly RowToWrite[], source: ImportSource): Promise<void> {
  const parts = rows.map((row) => ({ row, own: pick(row.becomes, ownNames), its: pick(row.becomes, itsNames) }));
  const changing = parts.filter(({ row, own }) => row.matchId === null || Object.keys(own).length > 0);
  const records = await writeRecords(context, db, premises, changing.map(({ row, own }) => ({ ...row, becomes: own })), source);
  const fresh = changing.filter(({ row }) => row.matchId === null);
  const operatorOf = new Map(fresh.map(({ row }, i) => [row.number, (records[i] as Premises).operatorId!]));
  // Records on their way are asked themselves: a code that the file brings has given them another operator.
  const known = new Map(records.map((record) => [record.id, (record as Premises).operatorId!]));
  for (const [id, operatorId] of await operatorsOf(db, parts.flatMap(({ row: { matchId } }) => (matchId && !known.has(matchId) ? [matchId] : [])))) known.set(id, operatorId);
  const values = parts
    .filter(({ its }) => Object.keys(its).length > 0)
    .map(({ row, its }): OperatorValues => ({ id: operatorOf.get(row.number) ?? known.get(row.matchId ?? '')!, values: its, from: `${source.fileName} · ${row.number}` }));
  await amendOperators(context, db, values);
}

async function operatorsOf(db: Kysely<Tables>, premisesIds: readonly string[]): Promise<Map<string, string>> {
  if (!premisesIds.length) return new Map();
  const rows = (await db.selectFrom('premises').select(['id', 'operator_id']).where('id', '=', sql`any(${premisesIds}::uuid[])` as never).execute()) as Row[];
  return new Map(rows.map(({ id, operator_id }) => [id as string, operator_id as string]));
}
