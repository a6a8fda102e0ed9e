import type { Client } from 'pg';
import { schemaOf, type DatabaseSettings } from '../database/open-database';
import { markOf, MOMENT, type Link } from './chain';
import { logsOf, refusedAttempts, rowsOfLog, type Trail } from './logs';
import { unsealedSince } from './unsealed';
import { countOf, coveredBy, digestOf, isSigned, namesUnknown, readSeals, type Seal } from './seal';

/** What is not as it was written. */
export interface Finding {
  readonly what: 'changed' | 'removed' | 'added' | 'seal';
  readonly service: string;
  /** The record whose chain it is, or the number of the seal. */
  readonly where: string;
  readonly said: string;
}

export interface Verified {
  readonly entries: number;
  readonly refusals: number;
  /** Rows of the services' own logs, as sign-ins. */
  readonly logged: number;
  readonly seals: number;
  /** What no seal covers yet. */
  readonly unsealed: number;
  /** When the oldest of them was written. */
  readonly unsealedSince: Date | null;
  readonly findings: readonly Finding[];
}

const BATCH = 5_000;
type Kept = Link & { readonly mac: string | null; readonly clock: string };

/** Goes through every chain, every row of the logs and every seal; known seals from outside of the database are held against them. */
export async function verifyAudit(owner: Client, { secrets }: DatabaseSettings, services: readonly Trail[], outside: readonly Seal[] = []): Promise<Verified> {
  const seals = await readSeals(owner);
  const until = BigInt(seals.at(-1)?.to ?? '0');
  const findings: Finding[] = [];
  let [entries, refusals, logged, unsealed] = [0, 0, 0, 0];
  for (const service of services) {
    const chains = await verifyChains(owner, secrets.keys.audit, service.name, until, findings);
    const logs = await verifyLogs(owner, secrets.keys.audit, service, until, findings);
    entries += chains.entries;
    refusals += logs.refusals;
    logged += logs.logged;
    unsealed += chains.unsealed + logs.unsealed;
  }
  await verifySeals(owner, secrets.keys.seal.public, services, seals, outside, findings);
  return { entries, refusals, logged, seals: seals.length, unsealed, unsealedSince: await unsealedSince(owner, services), findings };
}

async function verifyChains(owner: Client, key: string, service: string, until: bigint, findings: Finding[]): Promise<{ entries: number; unsealed: number }> {
  let [entries, unsealed] = [0, 0];
  let last: Kept | undefined;
  const find = (what: Finding['what'], { record_id }: Kept, said: string) => findings.push({ what, service, where: record_id, said });
  for (;;) {
    const { rows }: { rows: Kept[] } = await owner.query<Kept>(
      `select id, ${MOMENT} as at, record_id, sequence, previous, mac, clock::text as clock, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name, area_code, address, request_id, action, reason, changes
       from ${schemaOf(service)}.audit where $1::text is null or (record_id collate "C", coalesce(sequence, 0), id) > ($1, $2, $3)
       order by record_id collate "C", coalesce(sequence, 0), id limit ${BATCH}`,
      [last?.record_id ?? null, last?.sequence ?? 0, last?.id ?? '00000000-0000-0000-0000-000000000000'],
    );
    if (!rows.length) return { entries, unsealed };
    for (const row of rows) {
      entries += 1;
      if (BigInt(row.clock) >= until) unsealed += 1;
      const before = last?.record_id === row.record_id ? last : undefined;
      if (row.mac === null) find('added', row, `entry ${row.id} has no mark: it was not written by the product`);
      else if (row.mac !== markOf(key, service, row)) find('changed', row, `entry ${row.id} (${row.action}) is not as it was written, or was not written by the product`);
      else if (row.sequence !== (before?.sequence ?? 0) + 1) find('removed', row, `before entry ${row.sequence} the entries from ${(before?.sequence ?? 0) + 1} on are missing`);
      else if (row.previous !== (before?.mac ?? null)) find('changed', row, `entry ${row.sequence} does not follow the one before it`);
      last = row;
    }
  }
}

/** Every row of a service's logs; how many of each, and how many no seal covers. */
async function verifyLogs(owner: Client, key: string, trail: Trail, until: bigint, findings: Finding[]): Promise<{ refusals: number; logged: number; unsealed: number }> {
  const counts = new Map<string, number>();
  let unsealed = 0;
  for (const log of logsOf(trail))
    for await (const rows of rowsOfLog(owner, key, trail.name, log)) {
      counts.set(log.table, (counts.get(log.table) ?? 0) + rows.length);
      unsealed += rows.filter(({ clock }) => BigInt(clock) >= until).length;
      for (const { id, mac, expected } of rows) if (mac !== expected) findings.push({ what: 'changed', service: trail.name, where: id, said: `the row ${id} of ${log.table} is not as it was written, or was not written by the product` });
    }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const refusals = counts.get(refusedAttempts.table) ?? 0;
  return { refusals, logged: all - refusals, unsealed };
}

async function verifySeals(owner: Client, publicKey: string, services: readonly Trail[], seals: readonly Seal[], outside: readonly Seal[], findings: Finding[]): Promise<void> {
  const find = (what: Finding['what'], seal: { readonly number: number }, said: string, service = 'audit') => findings.push({ what, service, where: `seal ${seal.number}`, said });
  const byNumber = new Map(seals.map((seal) => [seal.number, seal]));
  for (const known of outside) if (byNumber.get(known.number)?.signature !== known.signature) find('seal', known, 'the seal that was written down outside of the database is not there');
  let before: Seal | undefined;
  for (const seal of seals) {
    if (!isSigned(seal, publicKey)) find('seal', seal, 'its signature does not fit');
    if (seal.number !== (before?.number ?? 0) + 1 || seal.previous !== (before?.signature ?? null) || seal.from !== (before?.to ?? '0')) find('seal', seal, 'it does not follow the one before it');
    for (const [service, sealed] of Object.entries(seal.content)) {
      const trail = services.find(({ name }) => name === service) ?? { name: service };
      if (namesUnknown(sealed, trail)) {
        find('seal', seal, 'it covers tables that are not known here', service);
        continue;
      }
      const now = await digestOf(owner, service, coveredBy(sealed, trail), seal.from, seal.to);
      if (now.digest === sealed.digest) continue;
      const [was, is] = [countOf(sealed), countOf(now)];
      const what = is < was ? 'removed' : is > was ? 'added' : 'changed';
      find(what, seal, `${was} entries were sealed, ${is} are there; their marks differ`, service);
    }
    before = seal;
  }
}
