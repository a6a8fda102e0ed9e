import type { ChangeSet, EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Head } from '../audit/chain';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import { column, part, rowsOf, written, type Part } from '../reading/part';
import { changeOf, changesIn, noticePart } from '../changes/notice';
import { linkPart, writeAudit, type AuditEntry } from './audit';

const heads = new WeakMap<object, Head>();

/** Notes where the chain of a record ended when its row was locked. */
export const noteHead = (record: object, head: Head | null): void => void heads.set(record, head ?? { sequence: 0, mark: null });

/** Writes what has changed and its entries. Of one changed record, as most often, both go in one statement. */
export async function writeChange(em: EntityManager, db: Kysely<Tables>, context: ServiceContext, sets: readonly ChangeSet<object>[], entries: readonly AuditEntry[]): Promise<void> {
  const notice = noticePart(context, [...changesIn(context, sets), ...entries.flatMap(({ about }) => (about ? [changeOf(about.thing, about.record as Row, null)] : []))]);
  const [[only], [entry]] = [sets, entries];
  const head = only && heads.get(only.entity);
  if (sets.length !== 1 || entries.length !== 1 || only!.type !== 'update' || !head) {
    await em.flush();
    return writeAudit(db, context, entries, notice);
  }
  // What is written here is not noted any more: the end of the transaction would write it again.
  em.clear();
  await updateRow(db, context, only!, entry!, head, notice);
}

const assigned = (columns: readonly [string, unknown][]): Part => columns.map(([name, value]) => part`${column(name)} = ${value}`).reduce((all, each) => part`${all}, ${each}`);

/**
 * The changed columns of a row that the transaction has locked, and the entry of that. The chain may have gone on while
 * somebody was waited for: then the entry does not fit, and is written after the end of the chain as it is now.
 */
async function updateRow(db: Kysely<Tables>, context: ServiceContext, { meta, payload, entity }: ChangeSet<object>, entry: AuditEntry, head: Head, notice: Part | null): Promise<void> {
  const { properties } = meta as unknown as { readonly properties: Readonly<Record<string, { readonly fieldNames: readonly string[] }>> };
  const columns = Object.entries(payload).map(([name, value]): [string, unknown] => [properties[name]!.fieldNames[0]!, value]);
  const changed = part`with changed as (update ${column(meta.tableName)} set ${assigned(columns)} where "id" = ${(entity as { readonly id: string }).id}::uuid)`;
  const statement = part`${changed} ${linkPart(context, entry, head)} on conflict (record_id, sequence) do nothing returning sequence${notice ? part`, ${notice}` : part``}`;
  const kept = await rowsOf(db, written('', [], statement));
  if (!kept.length) await writeAudit(db, context, [entry], notice);
}
