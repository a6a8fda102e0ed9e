import { lockWhole, writeChanges, type AsSystem, type BaseRecord, type Change, type Row, type Tables } from '@moduan/kernel';
import { parentArea } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import { follow } from '../transfer-request/follow';
import { premises } from './premises.entity';

/** Premises of a grid that has ended stand in its village: unassigned, until somebody gives them a grid. */
export async function leaveEndedGrids(rows: readonly Row[], asSystem: AsSystem): Promise<void> {
  const codes = rows.flatMap(({ endedAt, areaCode }) => (endedAt ? [areaCode as string] : []));
  if (!codes.length) return;
  const context = asSystem(rows[0]!.id as string, codes);
  await context.db.transaction().execute(async (transaction) => {
    const db = transaction.withSchema('enterprises') as unknown as Kysely<Tables>;
    const { rows: left } = await sql<{ id: string }>`select id from ${sql.table('premises')} as its where area_code = any(${codes}::text[]) and ended_at is null
      and not exists (select from ${sql.table('grid_copy')} as grid where grid.area_code = its.area_code and grid.ended_at is null)`.execute(db);
    const locked = await lockWhole(context, db, premises, left.map(({ id }) => id));
    const changes = [...locked.values()].map((before): Change => {
      const record = { ...before, areaCode: parentArea(before.areaCode as string)!, version: Number(before.version) + 1, updatedAt: new Date() } as never as BaseRecord;
      return { record: Object.assign(record, premises.derive?.(record as never)), before, action: 'premises.leave-grid', reason: '所在网格已终止' };
    });
    await writeChanges(context, db, premises, changes);
    await follow(db, changes.map(({ record }) => record as never));
  });
}
