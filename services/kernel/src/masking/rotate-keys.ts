import type { Fields, SecretField } from '@moduan/schema';
import type { Client } from 'pg';
import { asOwner, inOneGo } from '../database/as-owner';
import { schemaOf } from '../database/open-database';
import { columnOf } from '../entity/columns';
import type { ServiceDefinition } from '../service';
import { SecretBox, type Keys } from './secret-box';

/** A column of sealed values; beside those of registers stands a hash. */
interface SealedColumn {
  readonly service: string;
  readonly table: string;
  readonly id: string;
  readonly sealed: string;
  readonly hash?: { readonly column: string; readonly field: string };
}

/** Every sealed column of the installation. */
export const sealedColumns = (definitions: readonly ServiceDefinition[]): SealedColumn[] =>
  definitions.flatMap(({ name: service, things, sealed = [] }) => [
    ...things.flatMap(({ table, register }) =>
      Object.entries(register.fields as Fields)
        .filter((entry): entry is [string, SecretField] => entry[1].kind === 'secret')
        .map(([field]) => ({ service, table, id: 'id', sealed: columnOf(`${field}Sealed`), hash: { column: columnOf(`${field}Hash`), field } })),
    ),
    ...sealed.map(({ table, id, column }) => ({ service, table, id, sealed: column })),
  ]);

const BATCH = 2_000;

/** Seals every value with the current key, and hashes it with the hash key: all of it in one transaction, or nothing. */
export const resealAll = (ownerUrl: string, definitions: readonly ServiceDefinition[], keys: Keys): Promise<number> =>
  asOwner(ownerUrl, 'keys', async (owner) => {
    await requireAlone(owner);
    return inOneGo(owner, () => resealIn(owner, definitions, keys));
  });

async function resealIn(owner: Client, definitions: readonly ServiceDefinition[], keys: Keys): Promise<number> {
  let count = 0;
  for (const column of sealedColumns(definitions)) count += await reseal(owner, column, new SecretBox(keys));
  await owner.query('insert into audit.key_state (only_one, hash_fingerprint) values (true, $1) on conflict (only_one) do update set hash_fingerprint = excluded.hash_fingerprint', [fingerprintOf(keys)]);
  return count;
}

/** A server that runs on would seal with a key that is about to go. */
async function requireAlone(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(`select distinct application_name as name from pg_stat_activity where datname = current_database() and application_name like 'moduan %' and pid <> pg_backend_pid()`);
  if (rows.length) throw new Error(`Stop what uses the database first 请先停止正在使用数据库的服务: ${rows.map(({ name }) => name).join(', ')}`);
}

async function reseal(owner: Client, { service, table, id, sealed, hash }: SealedColumn, box: SecretBox): Promise<number> {
  const name = `${schemaOf(service)}.${table}`;
  let [count, after] = [0, ''];
  for (;;) {
    const { rows } = await owner.query<{ id: string; sealed: string }>(`select ${id}::text as id, ${sealed} as sealed from ${name} where ${sealed} is not null and ${id}::text > $1 order by ${id}::text limit ${BATCH} for update`, [after]);
    if (!rows.length) return count;
    const plain = rows.map((row) => box.open(row.sealed));
    const set = hash ? `${sealed} = new.sealed, ${hash.column} = new.hash` : `${sealed} = new.sealed`;
    await owner.query(`update ${name} as old set ${set} from unnest($1::text[], $2::text[], $3::text[]) as new (id, sealed, hash) where old.${id}::text = new.id`, [
      rows.map((row) => row.id),
      plain.map((value) => box.seal(value)),
      plain.map((value) => (hash ? box.hash(hash.field, value) : '')),
    ]);
    count += rows.length;
    after = rows.at(-1)!.id;
  }
}

/** Which hash key the database was last hashed with: says whether a rotation that was interrupted had been committed. */
export const fingerprintOf = (keys: Keys): string => new SecretBox(keys).hash('fingerprint', 'of the hash key');

export const committedFingerprint = (ownerUrl: string): Promise<string | null> =>
  asOwner(ownerUrl, 'keys', async (owner) => {
    const { rows } = await owner.query<{ hash_fingerprint: string }>('select hash_fingerprint from audit.key_state');
    return rows[0]?.hash_fingerprint ?? null;
  });
