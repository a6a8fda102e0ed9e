import type { ChangeSet } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Head } from '../audit/chain';
import type { Row, Tables } from '../database/tables';
import { column, part, rowsOf, written, type Part } from '../reading/part';

const assigned = (columns: readonly [string, unknown][]): Part => columns.map(([name, value]) => part`${column(name)} = ${value}`).reduce((all, each) => part`${all}, ${each}`);

/**
 * Writes the changed columns of a record that the transaction has locked, and answers where its chain ends. One text for the
 * same columns, so that the database keeps it parsed.
 */
export async function updateRow(db: Kysely<Tables>, { meta, payload, entity }: ChangeSet<object>): Promise<Map<string, Head>> {
  const { properties } = meta as unknown as { readonly properties: Readonly<Record<string, { readonly fieldNames: readonly string[] }>> };
  const columns = Object.entries(payload).map(([name, value]): [string, unknown] => [properties[name]!.fieldNames[0]!, value]);
  const { id } = entity as { readonly id: string };
  const changed = part`with changed as (update ${column(meta.tableName)} set ${assigned(columns)} where "id" = ${id}::uuid)`;
  const [head] = await rowsOf(db, written('', [], part`${changed} select sequence, mac from audit where record_id = ${id}::text order by sequence desc limit 1`));
  return new Map([[id, headOf(head)]]);
}

/** Of a record without an entry the chain begins. */
const headOf = (row: Row | undefined): Head => (row ? { sequence: row.sequence as number, mark: row.mac as string } : { sequence: 0, mark: null });
