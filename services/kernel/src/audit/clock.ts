import type { Client } from 'pg';
import { inOneGo } from '../database/as-owner';
import { schemaOf } from '../database/open-database';
import { logsOf, type Trail } from './logs';

/** One at a time moves the clock on, or seals. */
const LOCK = 7_043_068_101;
export const lockSeals = (owner: Client) => owner.query('select pg_advisory_xact_lock($1)', [LOCK]);

/** The clock of the trail is the number of the transaction, moved on by so much. */
export const setClock = (owner: Client, ahead: bigint) =>
  owner.query(`create or replace function audit.clock() returns bigint language sql volatile as $$ select pg_current_xact_id()::text::bigint + ${ahead.toString()} $$`);

/**
 * A database that was restored counts its transactions anew: what is written then would fall under seals of old. Before
 * anything is written the clock moves past every seal and every row; true when it had to.
 */
export async function moveClockOn(owner: Client, trails: readonly Trail[]): Promise<boolean> {
  const { rows } = await owner.query<{ xact: string; clock: string; sealed: string }>(
    'select pg_current_xact_id()::text as xact, audit.clock()::text as clock, coalesce((select max(to_clock) from audit.seal), 0)::text as sealed',
  );
  const [xact, clock, sealed] = [BigInt(rows[0]!.xact), BigInt(rows[0]!.clock), BigInt(rows[0]!.sealed)];
  if (clock >= sealed) return false;
  const latest = await latestRow(owner, trails);
  await setClock(owner, (latest >= sealed ? latest + 1n : sealed) - xact + 1n);
  return true;
}

/** Of what was never sealed before the copy was made. */
async function latestRow(owner: Client, trails: readonly Trail[]): Promise<bigint> {
  let latest = 0n;
  for (const trail of trails)
    for (const table of ['audit', ...logsOf(trail).map((log) => log.table)]) {
      const known = await owner.query(`select 1 from information_schema.columns where table_schema = $1 and table_name = $2 and column_name = 'clock'`, [schemaOf(trail.name), table]);
      if (!known.rowCount) continue;
      const { rows } = await owner.query<{ latest: string }>(`select coalesce(max(clock), 0)::text as latest from ${schemaOf(trail.name)}.${table}`);
      if (BigInt(rows[0]!.latest) > latest) latest = BigInt(rows[0]!.latest);
    }
  return latest;
}

/** At the start of the product, before its services. */
export const clockAfterRestore = (owner: Client, trails: readonly Trail[]): Promise<boolean> =>
  inOneGo(owner, async () => {
    await lockSeals(owner);
    return moveClockOn(owner, trails);
  });
