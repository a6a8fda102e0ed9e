import { lockWhole, readable, writeChanges, type Row, type ServiceContext, type Work } from '@moduan/kernel';
import type { Grid } from '../grid/grid.entity';

/** Nobody looks after a grid that has ended: its posts end with it, in the same transaction. */
export async function endStaff({ db }: Work, { areaCode }: Grid, input: Row, context: ServiceContext): Promise<void> {
  const staff = context.things.find(({ register }) => register.type === 'GridStaff')!;
  if (!context.actor.may('grid-staff.read')) return;
  const held = (await readable(context, staff, db).select('id').where('area_code' as never, '=', areaCode as never).where('ended_at' as never, 'is', null as never).execute()) as Row[];
  const locked = await lockWhole(context, db, staff, held.map(({ id }) => id as string));
  const reason = String(input.reason).trim();
  const changes = [...locked.values()].map((before) => {
    const record = { ...before, endedAt: new Date(), endReason: reason, updatedAt: new Date(), version: Number(before.version) + 1 } as never;
    return { record, before, action: 'grid-staff.end', reason };
  });
  await writeChanges(context, db, staff, changes);
}
