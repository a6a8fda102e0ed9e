import { Client } from 'pg';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/open-database';
import type { Row, Tables } from '../database/tables';

const lockOf = (id: unknown) => sql`hashtextextended('upload ' || ${id}::text, 0)`;

/** A machine that is gone lets go within half a minute. */
const KEEPALIVE = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/**
 * Uploads that this process reads or checks: it holds a lock on each, on one connection that ends with the process at the
 * latest. So another process that starts beside it sees that somebody works at them.
 */
class HeldRuns {
  readonly #url: string;
  readonly #name: string;
  #client: Promise<Client> | undefined;
  #held = 0;

  constructor({ orm, service }: Database) {
    this.#url = orm.config.get('clientUrl')!;
    this.#name = `moduan ${service} uploads`;
  }

  async hold(id: string): Promise<() => Promise<void>> {
    this.#held += 1;
    const opened = (this.#client ??= this.#remembered(this.#open()));
    try {
      await (await opened).query(`select pg_advisory_lock(hashtextextended('upload ' || $1, 0))`, [id]);
    } catch (error) {
      await this.#letGo(opened);
      throw error;
    }
    return async () => {
      await (await opened).query(`select pg_advisory_unlock(hashtextextended('upload ' || $1, 0))`, [id]).catch(() => undefined);
      await this.#letGo(opened);
    };
  }

  async #open(): Promise<Client> {
    const client = new Client({ connectionString: this.#url, application_name: this.#name, options: KEEPALIVE });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Until it fails or is lost: what was held on it is held no more, and the next upload opens another. */
  #remembered(opened: Promise<Client>): Promise<Client> {
    const forget = () => void (this.#client === opened && (this.#client = undefined));
    opened.then((client) => client.on('error', forget), forget);
    return opened;
  }

  /** The last one closes the door. */
  async #letGo(opened: Promise<Client>): Promise<void> {
    this.#held -= 1;
    if (this.#held > 0) return;
    if (this.#client === opened) this.#client = undefined;
    await opened.then((client) => client.end()).catch(() => undefined);
  }
}

const holders = new WeakMap<Database, HeldRuns>();

/** Before the first row about it is written: nobody else gives the upload up until it is let go. */
export function holdRun(database: Database, id: string): Promise<() => Promise<void>> {
  let held = holders.get(database);
  if (!held) holders.set(database, (held = new HeldRuns(database)));
  return held.hold(id);
}

/** Uploads that are being read or checked by their state, and by nobody in fact. */
export async function findForsaken(db: Kysely<Tables>): Promise<string[]> {
  const rows = (await db.selectFrom('import_run').select('id').where('state', 'in', ['READING', 'CHECKING']).where(sql<boolean>`pg_try_advisory_xact_lock(${lockOf(sql.ref('id'))})`).execute()) as Row[];
  return rows.map(({ id }) => id as string);
}
