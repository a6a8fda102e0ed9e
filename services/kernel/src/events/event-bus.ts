import { Client } from 'pg';
import { PgBoss, fromKysely } from 'pg-boss';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { Emit, EventHandler, EventPayload } from './events';
import { guardSenders } from './guard-senders';

export interface Subscriber {
  readonly service: string;
  readonly db: Kysely<Tables>;
  readonly handlers: readonly EventHandler[];
}

const queueOf = (service: string, event: string) => `${service}/${event.replace(/\./g, '/')}`;

/** Carries events from a domain's transaction to the domains that listen; at least once, handlers are idempotent. */
export class EventBus {
  readonly #boss: PgBoss;
  readonly #queues = new Map<string, string[]>();

  constructor(private readonly ownerUrl: string, private readonly log: (error: unknown) => void) {
    this.#boss = new PgBoss({ connectionString: ownerUrl, schema: 'events', application_name: 'moduan events', max: 4 });
    this.#boss.on('error', log);
  }

  async start(subscribers: readonly Subscriber[], senders: readonly string[]): Promise<void> {
    await this.#boss.start();
    for (const { service, db, handlers } of subscribers)
      for (const { event, handle } of handlers) {
        const queue = queueOf(service, event);
        await this.#boss.createQueue(queue, { policy: 'standard', retryLimit: 20, retryDelay: 1, retryBackoff: true });
        this.#queues.set(event, [...(this.#queues.get(event) ?? []), queue]);
        await this.#boss.work<EventPayload>(queue, { pollingIntervalSeconds: 0.5, batchSize: 20 }, async (jobs) => {
          for (const job of jobs) await this.#hear(queue, () => handle(db, job.data));
        });
      }
    await this.#grant(senders);
  }

  /** Sends inside the transaction of the change; the database itself enters the sender. */
  get emit(): Emit {
    return async (transaction, event, payload) => {
      for (const queue of this.#queues.get(event) ?? []) {
        for (let start = 0; start < payload.rows.length; start += 500) {
          const data = { rows: payload.rows.slice(start, start + 500) };
          await this.#boss.send(queue, data, { db: fromKysely(transaction as never) });
        }
      }
    };
  }

  /** A handler that fails is tried again with growing pauses; each failure is logged, the last one too. */
  async #hear(queue: string, handle: () => Promise<void>): Promise<void> {
    try {
      await handle();
    } catch (error) {
      this.log(new Error(`${queue}: an event was not taken in`, { cause: error }));
      throw error;
    }
  }

  /** True when every event sent so far has been heard; one that failed for good is not: its copy wants rebuilding. */
  async isQuiet(): Promise<boolean> {
    for (const queue of [...this.#queues.values()].flat()) {
      const waiting = await this.#boss.findJobs(queue);
      if (waiting.some(({ state }) => state !== 'completed' && state !== 'cancelled')) return false;
    }
    return true;
  }

  stop(): Promise<void> {
    return this.#boss.stop({ graceful: true, timeout: 5000 });
  }

  async #grant(senders: readonly string[]): Promise<void> {
    const owner = new Client({ connectionString: this.ownerUrl });
    await owner.connect();
    try {
      await guardSenders(owner, senders);
    } finally {
      await owner.end();
    }
  }
}
