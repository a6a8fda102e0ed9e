import type { Client } from 'pg';
import { inOneGo } from '../database/as-owner';
import { schemaOf } from '../database/open-database';
import type { SecretBox } from '../masking/secret-box';
import { loneMark, momentOf } from './chain';

/** A table whose rows stand by themselves, each with a mark of its own: its service adds and reads, and changes nothing. */
export interface Log {
  readonly table: string;
  /** What the mark follows from, beside the id and the moment: in this order for good. */
  readonly columns: readonly string[];
  /** Columns that came later, and what they hold where nothing was said: then the mark is what it was before. */
  readonly later?: Readonly<Record<string, string>>;
}

/** A service whose trail is sealed. */
export interface Trail {
  readonly name: string;
  readonly logs?: readonly Log[];
}

/** What every service keeps. */
export const refusedAttempts: Log = {
  table: 'refused_attempt',
  columns: ['created_by', 'created_by_name', 'area_code', 'operation', 'code', 'record_id', 'address', 'request_id'],
  later: { times: '1' },
};

export const logsOf = ({ logs = [] }: Omit<Trail, 'name'>): readonly Log[] => [refusedAttempts, ...logs];

type Values = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

function markOf(key: string, service: string, { columns, later = {} }: Log, id: string, at: string, row: Values): string {
  const added = Object.entries(later).flatMap(([column, usual]) => (textOf(row[column] ?? usual) === usual ? [] : [[column, textOf(row[column])]]));
  return loneMark(key, service, [id, at, ...columns.map((column) => textOf(row[column])), ...added]);
}

/** A row of a log as it is kept: with its moment, its author and its mark. Its texts hold nothing that the database would replace. */
export function markedRow({ keys }: SecretBox, service: string, log: Log, row: Values & { readonly id: string }): Values {
  const sound = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'string' ? value.toWellFormed() : value]));
  const at = momentOf(new Date());
  return { ...sound, created_at: `${at}Z`, updated_at: `${at}Z`, mac: markOf(keys.audit, service, log, row.id, at, sound) };
}

interface Kept extends Values {
  readonly id: string;
  readonly moment: string;
  readonly mac: string | null;
  readonly clock: string;
}

const BATCH = 5_000;
const MOMENT = `to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** Rows of a log by their ids, with what their marks should be. */
export async function* rowsOfLog(owner: Client, key: string, service: string, log: Log): AsyncGenerator<readonly (Kept & { readonly expected: string })[]> {
  const columns = [...log.columns, ...Object.keys(log.later ?? {})].map((column) => `${column}::text as ${column}`);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows }: { rows: Kept[] } = await owner.query<Kept>(
      `select id, ${MOMENT} as moment, mac, clock::text as clock, ${columns.join(', ')} from ${schemaOf(service)}.${log.table} where id > $1 order by id limit ${BATCH}`,
      [after],
    );
    if (!rows.length) return;
    yield rows.map((row) => ({ ...row, expected: markOf(key, service, log, row.id, row.moment, row) }));
    after = rows.at(-1)!.id;
  }
}

/**
 * Rows that were kept before the log bore marks get theirs, once; without one nothing is added afterwards. The table is held
 * meanwhile, from readers too: what waited for a reader in the end could stand in its way.
 */
export async function markOlder(owner: Client, secrets: SecretBox, service: string, log: Log): Promise<void> {
  const known = `${service}.${log.table}`;
  const done = await owner.query('select 1 from audit.chained where service = $1', [known]);
  if (done.rowCount) return;
  const table = `${schemaOf(service)}.${log.table}`;
  await inOneGo(owner, async () => {
    await owner.query(`lock table ${table} in access exclusive mode`);
    await markBare(owner, secrets, service, log);
    await owner.query(`alter table ${table} alter column mac set not null`);
    await owner.query('insert into audit.chained (service) values ($1)', [known]);
  });
}

async function markBare(owner: Client, { keys }: SecretBox, service: string, log: Log): Promise<void> {
  for await (const rows of rowsOfLog(owner, keys.audit, service, log)) {
    const bare = rows.filter(({ mac }) => mac === null);
    await owner.query(`update ${schemaOf(service)}.${log.table} as kept set mac = new.mac from unnest($1::uuid[], $2::text[]) as new (id, mac) where kept.id = new.id and kept.mac is null`, [bare.map(({ id }) => id), bare.map(({ expected }) => expected)]);
  }
}
