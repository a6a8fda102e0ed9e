import type { Client } from 'pg';
import { schemaOf } from '../database/open-database';
import { logsOf, type Trail } from './logs';

/** When the oldest row was written that no seal covers; null when there is none. Longer ago than some minutes means that sealing stands still. */
export async function unsealedSince(owner: Client, trails: readonly Trail[]): Promise<Date | null> {
  const oldest = trails.flatMap((trail) => [
    `select min(at) as at from ${schemaOf(trail.name)}.audit where clock >= $1`,
    ...logsOf(trail).map(({ table }) => `select min(created_at) from ${schemaOf(trail.name)}.${table} where clock >= $1`),
  ]);
  const sealed = await owner.query<{ to: string }>('select coalesce(max(to_clock), 0)::text as to from audit.seal');
  const { rows } = await owner.query<{ at: Date | null }>(`select min(at) as at from (${oldest.join(' union all ')}) as each`, [sealed.rows[0]!.to]);
  return rows[0]!.at;
}
