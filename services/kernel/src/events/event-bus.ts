import { PgBoss, fromKysely } from 'pg-boss';
import type { Kysely } from 'kysely';
import { asOwner } from '../database/as-owner';
import type { Tables } from '../database/tables';
import type { AsSystem, Emit, EventHandler, EventPayload } from './events';
import { guardSenders } from './guard-senders';

export interface Subscriber {
  readonly service: string;
  readonly db: Kysely<Tables>;
  readonly asSystem: AsSystem;
  readonly handlers: readonly EventHandler[];
}

/** Named `<receiver>/<owner>/<noun>`. */
const queueOf = (service: string, event: string) => `${service}/${event.replace(/\./g, '/')}`;
const eventOf = (queue: string) => queue.split('/').slice(1).join('.');

type Queues = ReadonlyMap<string, readonly string[]>;

/** Sends inside the transaction of the change; the database itself enters the sender. */
const emitTo = (boss: PgBoss, queues: () => Queues): Emit => async (transaction, event, payload) => {
  for (const queue of queues().get(event) ?? [])
    for (let start = 0; start < payload.rows.length; start += 500)
      await boss.send(queue, { rows: payload.rows.slice(start, start + 500) }, { db: fromKysely(transaction as never) });
};

/** How a service that runs by itself tells of its changes: under its own role, which may put events in and take none out. */
export class EventSender {
  readonly #boss: PgBoss;
  #queues: Queues = new Map();
  #renewing: NodeJS.Timeout | undefined;

  constructor(url: string, log: (error: unknown) => void) {
    this.#boss = new PgBoss({ connectionString: url, schema: 'events', application_name: 'moduan events', max: 2, migrate: false, supervise: false, schedule: false });
    this.#boss.on('error', log);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#learn();
    // A receiver that is new since then is told from the next minute on, and finds the rest by rebuilding its copies.
    this.#renewing = setInterval(() => void this.#learn().catch(() => undefined), 60_000).unref();
  }

  get emit(): Emit {
    return emitTo(this.#boss, () => this.#queues);
  }

  stop(): Promise<void> {
    clearInterval(this.#renewing);
    return this.#boss.stop({ graceful: false });
  }

  async #learn(): Promise<void> {
    const names = (await this.#boss.getQueues()).map(({ name }) => name);
    this.#queues = Map.groupBy(names, eventOf);
  }
}

/** Carries events from a domain's transaction to the domains that listen; at least once, handlers are idempotent. */
export class EventBus {
  readonly #boss: PgBoss;
  readonly #queues = new Map<string, string[]>();

  constructor(private readonly ownerUrl: string, private readonly log: (error: unknown) => void) {
    this.#boss = new PgBoss({ connectionString: ownerUrl, schema: 'events', application_name: 'moduan events', max: 4 });
    this.#boss.on('error', log);
  }

  /** Makes the queues of everybody who listens, and lets the services send. */
  async prepare(subscribers: readonly Omit<Subscriber, 'db' | 'asSystem'>[], senders: readonly string[]): Promise<void> {
    await this.#boss.start();
    for (const { service, handlers } of subscribers)
      for (const { event } of handlers) {
        const queue = queueOf(service, event);
        await this.#boss.createQueue(queue, { policy: 'standard', retryLimit: 20, retryDelay: 1, retryBackoff: true });
        this.#queues.set(event, [...(this.#queues.get(event) ?? []), queue]);
      }
    await this.#grant(senders);
  }

  async start(subscribers: readonly Subscriber[], senders: readonly string[]): Promise<void> {
    await this.prepare(subscribers, senders);
    for (const { service, db, asSystem, handlers } of subscribers)
      for (const { event, handle } of handlers) {
        const queue = queueOf(service, event);
        await this.#boss.work<EventPayload>(queue, { pollingIntervalSeconds: 0.5, batchSize: 20 }, async (jobs) => {
          for (const job of jobs) await this.#hear(queue, () => handle(db, job.data, asSystem));
        });
      }
  }

  get emit(): Emit {
    return emitTo(this.#boss, () => this.#queues);
  }

  /** Work of the whole installation, once a minute, however many processes run. */
  async everyMinute(name: string, work: () => Promise<void>): Promise<void> {
    await this.#boss.createQueue(name, { policy: 'singleton', retryLimit: 0 });
    await this.#boss.work(name, { pollingIntervalSeconds: 10 }, () => this.#hear(name, work));
    await this.#boss.schedule(name, '* * * * *');
  }

  /** A handler that fails is tried again with growing pauses; each failure is logged, the last one too. */
  async #hear(queue: string, handle: () => Promise<void>): Promise<void> {
    try {
      await handle();
    } catch (error) {
      this.log(new Error(`${queue}: not done`, { cause: error }));
      throw error;
    }
  }

  /** True when every event sent so far has been heard; one that failed for good is not: its copy wants rebuilding. */
  async isQuiet(): Promise<boolean> {
    const open = `select exists (select from events.job where name = any($1) and state not in ('completed', 'cancelled')) as open`;
    const { rows } = await this.#boss.getDb().executeSql(open, [[...this.#queues.values()].flat()]);
    return !(rows[0] as { open: boolean }).open;
  }

  stop(): Promise<void> {
    return this.#boss.stop({ graceful: true, timeout: 5000 });
  }

  #grant(senders: readonly string[]): Promise<void> {
    return asOwner(this.ownerUrl, 'events', (owner) => guardSenders(owner, senders));
  }
}
