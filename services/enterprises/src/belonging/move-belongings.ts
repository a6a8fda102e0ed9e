import { writeAudit, type AuditEntry, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import { belongingTables } from './belonging-tables';

interface Place {
  readonly id: string;
  readonly areaCode: string;
  readonly lineOfWork: string | null;
}

/** What belongs to one premises goes to another record of the same, each with an entry of its own in its history: two statements beside the trail. */
export async function moveBelongings(context: ServiceContext, db: Kysely<Tables>, fromId: string, to: Place, reason: string): Promise<number> {
  const moves = belongingTables.map((table) => sql`${sql.ref(`${table}_moved`)} as (update ${sql.table(table)} as its
    set premises_id = ${to.id}::uuid, area_code = ${to.areaCode}, line_of_work = ${to.lineOfWork}, version = its.version + 1, updated_at = now()
    where its.premises_id = ${fromId}::uuid returning its.id)`);
  const told = belongingTables.map((table) => sql`select ${table}::text as "table", id from ${sql.ref(`${table}_moved`)}`);
  const { rows } = await sql<Row>`with ${sql.join(moves)} ${sql.join(told, sql` union all `)}`.execute(db);
  const entries = rows.map(({ table, id }): AuditEntry => ({
    action: `${String(table).replace(/_/g, '-')}.merge`,
    permission: 'premises.merge',
    recordId: id as string,
    reason,
    placed: { areaCode: to.areaCode, lineOfWork: to.lineOfWork, premisesId: to.id },
    changes: [{ field: 'premisesId', from: fromId, to: to.id }],
  }));
  await writeAudit(db, context, entries);
  return rows.length;
}
