import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { SecretBox } from '../masking/secret-box';
import { part, rowsOf, written, type Part } from '../reading/part';

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

const keys = new Map<string, KeyObject>();
function keyObject(key: string): KeyObject {
  let object = keys.get(key);
  if (!object) keys.set(key, (object = createSecretKey(key, 'base64')));
  return object;
}

const keyed = (key: string, service: string, content: unknown): string =>
  createHmac('sha256', keyObject(key)).update(`${service}\n${JSON.stringify(content)}`).digest('base64url');

/** The mark of an entry: follows from its content and the mark before it, and from a key that is not in the database. */
export const markOf = (key: string, service: string, link: Link): string => keyed(key, service, inOrder(link));

/** The mark of a row that stands by itself, as a refused attempt. */
export const loneMark = (key: string, service: string, content: readonly unknown[]): string => keyed(key, service, ['alone', ...content]);

/** Where the chain of a record ends. */
export interface Head {
  readonly sequence: number;
  readonly mark: string | null;
}

/** Where the chain of a row ends, as a column beside it: unsure when another transaction was waited for. */
export const HEAD_COLUMN = 'head of its chain';
export const headBeside = (table: string): string =>
  `, (select json_build_object('sequence', sequence, 'mark', mac) from audit where record_id = "${table}"."id"::text order by sequence desc limit 1) as "${HEAD_COLUMN}"`;

/** Where chains end; records that have none are new. Read after the records have been locked. */
export async function headsOf(db: Kysely<Tables>, recordIds: readonly string[]): Promise<Map<string, Head>> {
  const { rows } = await sql<{ record_id: string; sequence: number; mac: string | null }>`
    select distinct on (record_id) record_id, sequence, mac from audit where record_id = any(${[...new Set(recordIds)]}::text[]) order by record_id, sequence desc`.execute(db);
  return new Map(rows.map(({ record_id, sequence, mac }) => [record_id, { sequence, mark: mac }]));
}

/** Entries travel as one value: thousands of parameters take longer to prepare than the rows to write. */
export function linksPart(links: readonly (Link & { readonly mac: string })[]): Part {
  const values = JSON.stringify(links.map((link) => ({ ...link, at: `${link.at}Z` })));
  return part`insert into audit (id, at, record_id, sequence, previous, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name, area_code, address, request_id, action, reason, changes, mac)
    select id, at, record_id, sequence, previous, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name, area_code, address, request_id, action, reason, changes, mac
    from json_to_recordset(${values}::json) as link (id uuid, at timestamptz, record_id text, sequence int, previous text, actor_id text, actor_name text, on_behalf_of_id text,
      on_behalf_of_name text, area_code text, address text, request_id text, action text, reason text, changes jsonb, mac text)`;
}

export async function insertLinks(db: Kysely<Tables>, links: readonly (Link & { readonly mac: string })[], notice: Part | null = null): Promise<void> {
  await rowsOf(db, written('', [], notice ? part`${linksPart(links)} returning ${notice}` : linksPart(links)));
}

/** Entries in the order in which they were made, each tied to the one before it of the same record. */
export function chained(secrets: SecretBox, service: string, heads: Map<string, Head>, entries: readonly Omit<Link, 'sequence' | 'previous'>[]): (Link & { readonly mac: string })[] {
  return entries.map((entry) => {
    const head = heads.get(entry.record_id);
    const link: Link = { ...entry, sequence: (head?.sequence ?? 0) + 1, previous: head?.mark ?? null };
    const mac = markOf(secrets.keys.audit, service, link);
    heads.set(entry.record_id, { sequence: link.sequence, mark: mac });
    return { ...link, mac };
  });
}
