import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Client } from 'pg';
import { asOwner, inOneGo } from '../database/as-owner';
import { schemaOf, type DatabaseSettings } from '../database/open-database';
import { lockSeals, moveClockOn } from './clock';
import { logsOf, type Trail } from './logs';

/** What stood in one service's trail between two moments. */
export interface Sealed {
  readonly entries: number;
  readonly refusals: number;
  /** Rows of the service's own logs, as sign-ins; absent in seals from before they had marks. */
  readonly logged?: number;
  /** The tables of rows that stand by themselves and are covered beside the entries; absent in seals from before they were named. */
  readonly logs?: readonly string[];
  /** SHA-256 over the marks of all of them, in order. */
  readonly digest: string;
}

/** All chains of a stretch of time under one signature, tied to the seal before it. */
export interface Seal {
  readonly number: number;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly content: Readonly<Record<string, Sealed>>;
  readonly previous: string | null;
  readonly signature: string;
}

const text = ({ number, at, from, to, content, previous }: Omit<Seal, 'signature'>): Buffer =>
  Buffer.from(JSON.stringify([number, at, from, to, Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1)).map(([service, sealed]) => [service, ...inOrder(sealed)]), previous]));

/** What a seal did not say yet when it was made is not in its signed text. */
const inOrder = ({ entries, refusals, logged, logs, digest }: Sealed): unknown[] => [entries, refusals, ...(logged === undefined ? [] : [logged]), ...(logs === undefined ? [] : [logs]), digest];

const COLUMNS = `number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, from_clock::text as "from", to_clock::text as "to", content, previous, signature`;

export const readSeals = async (owner: Client): Promise<Seal[]> => (await owner.query<Seal>(`select ${COLUMNS} from audit.seal order by number`)).rows;

export const isSigned = (seal: Seal, publicKey: string): boolean => verify(null, text(seal), createPublicKey(publicKey), Buffer.from(seal.signature, 'base64url'));

/** Rows of one kind or another that a seal covers. */
export const countOf = ({ entries, refusals, logged = 0 }: Sealed): number => entries + refusals + logged;

const named = (trail: Trail): string[] => logsOf(trail).map(({ table }) => table);

/**
 * The tables that a seal covers beside the entries: rows of a log that came later may stand in its stretch and are none of
 * it. Seals that name none cover the refusals, and when they have counted rows of a log the one that there was.
 */
export const coveredBy = ({ logs, logged }: Sealed, trail: Trail): readonly string[] => logs ?? named(trail).slice(0, logged ? 2 : 1);

/** Whether a seal names tables that are no logs of the service. */
export const namesUnknown = ({ logs = [] }: Sealed, trail: Trail): boolean => logs.some((table) => !named(trail).includes(table));

/** Marks of a service's entries, refusals and logs in a stretch of time. */
export async function digestOf(owner: Client, service: string, tables: readonly string[], from: string, to: string): Promise<Sealed> {
  const schema = schemaOf(service);
  const logs = tables.map((table, at) => `select ${at + 1} as kind, id::text as place, 0 as sequence, mac from ${schema}.${table} where clock >= $1 and clock < $2`);
  const { rows } = await owner.query<Sealed>(
    `with marked as (
       select 0 as kind, record_id as place, sequence, mac from ${schema}.audit where clock >= $1 and clock < $2
       union all ${logs.join(' union all ')})
     select count(*) filter (where kind = 0)::int as entries, count(*) filter (where kind = 1)::int as refusals, count(*) filter (where kind > 1)::int as logged,
       encode(sha256(convert_to(coalesce(string_agg(concat(place, ' ', sequence, ' ', mac), E'\\n' order by kind, place collate "C", sequence, mac collate "C"), ''), 'UTF8')), 'hex') as digest
     from marked`,
    [from, to],
  );
  return { ...rows[0]!, logs: tables };
}

/** Seals what has been committed since the last seal; what is still under way comes into the next. Null when there is nothing. */
export const sealAudit = (settings: DatabaseSettings, services: readonly Trail[]): Promise<Seal | null> =>
  asOwner(settings.ownerUrl, 'sealing', (owner) =>
    inOneGo(owner, async () => {
      await lockSeals(owner);
      const { rows } = await owner.query<Seal>(`select ${COLUMNS} from audit.seal order by number desc limit 1`);
      return makeSeal(owner, settings, services, rows[0]);
    }),
  );

async function makeSeal(owner: Client, { secrets }: DatabaseSettings, services: readonly Trail[], last: Seal | undefined): Promise<Seal | null> {
  const from = last?.to ?? '0';
  const to = await settledUntil(owner, services, from);
  const content: Record<string, Sealed> = {};
  for (const service of services) content[service.name] = await digestOf(owner, service.name, named(service), from, to);
  if (Object.values(content).every((sealed) => countOf(sealed) === 0)) return null;
  const open = { number: (last?.number ?? 0) + 1, at: new Date().toISOString(), from, to, content, previous: last?.signature ?? null };
  const signature = sign(null, text(open), createPrivateKey(secrets.owner.seal)).toString('base64url');
  await owner.query('insert into audit.seal (number, at, from_clock, to_clock, content, previous, signature) values ($1, $2, $3, $4, $5, $6, $7)', [open.number, open.at, from, to, JSON.stringify(content), open.previous, signature]);
  return { ...open, signature };
}

/** The clock before which no transaction is under way any more. */
async function settledUntil(owner: Client, trails: readonly Trail[], sealed: string): Promise<string> {
  if (await moveClockOn(owner, trails)) return sealed;
  const { rows } = await owner.query<{ settled: string }>('select (audit.clock() - pg_current_xact_id()::text::bigint + pg_snapshot_xmin(pg_current_snapshot())::text::bigint)::text as settled');
  return rows[0]!.settled;
}
