import { createHmac } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import type { SecretBox } from '../masking/secret-box';

/** An entry of the trail as it is sealed into the chain of its record. */
export interface Link {
  readonly id: string;
  /** UTC to the microsecond, as `2026-11-22T09:00:00.000000`. */
  readonly at: string;
  readonly record_id: string;
  /** 1 for the first entry of the record, then without a gap. */
  readonly sequence: number;
  /** The mark of the entry before; null for the first. */
  readonly previous: string | null;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly on_behalf_of_id: string | null;
  readonly on_behalf_of_name: string | null;
  readonly area_code: string | null;
  readonly address: string;
  readonly request_id: string;
  readonly action: string;
  readonly reason: string | null;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
}

/** The database's own way of writing a moment, for a chain that does not depend on the driver. */
export const MOMENT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
export const momentOf = (at: Date): string => `${at.toISOString().slice(0, -1)}000`;

const inOrder = (link: Link): unknown[] => [
  link.record_id, link.sequence, link.previous, link.id, link.at, link.actor_id, link.actor_name, link.on_behalf_of_id, link.on_behalf_of_name,
  link.area_code, link.address, link.request_id, link.action, link.reason, link.changes.map(({ field, from, to }) => [field, from, to]),
];

const keyed = (key: string, service: string, content: unknown): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(`${service}\n${JSON.stringify(content)}`).digest('base64url');

/** The mark of an entry: follows from its content and the mark before it, and from a key that is not in the database. */
export const markOf = (key: string, service: string, link: Link): string => keyed(key, service, inOrder(link));

/** The mark of a row that stands by itself, as a refused attempt. */
export const loneMark = (key: string, service: string, content: readonly unknown[]): string => keyed(key, service, ['alone', ...content]);

/** Where the chain of each record ends; records without one are new. Read after the records have been locked. */
export async function headsOf(db: Kysely<Tables>, recordIds: readonly string[]): Promise<Map<string, { sequence: number; mark: string | null }>> {
  const rows = (await db
    .selectFrom('audit')
    .distinctOn('record_id')
    .select(['record_id', 'sequence', 'mac'])
    .where('record_id', '=', sql`any(${[...new Set(recordIds)]}::text[])` as never)
    .orderBy('record_id')
    .orderBy('sequence', 'desc')
    .execute()) as Row[];
  return new Map(rows.map(({ record_id, sequence, mac }) => [record_id as string, { sequence: sequence as number, mark: mac as string | null }]));
}

/** Entries in the order in which they were made, each tied to the one before it of the same record. */
export function chained(secrets: SecretBox, service: string, heads: Map<string, { sequence: number; mark: string | null }>, entries: readonly Omit<Link, 'sequence' | 'previous'>[]): (Link & { readonly mac: string })[] {
  return entries.map((entry) => {
    const head = heads.get(entry.record_id);
    const link: Link = { ...entry, sequence: (head?.sequence ?? 0) + 1, previous: head?.mark ?? null };
    const mac = markOf(secrets.keys.audit, service, link);
    heads.set(entry.record_id, { sequence: link.sequence, mark: mac });
    return { ...link, mac };
  });
}
