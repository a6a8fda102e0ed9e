import type { Socket } from 'node:net';
import { Client, type ClientConfig, type QueryResult } from 'pg';
import { currentRequest, type RequestContext } from '../actor/request-context';

/** Statements that PostgreSQL keeps parsed on each connection, at most; a text gets its name when it comes a second time. */
const MOST_NAMES = 500;
const MOST_SEEN = 5_000;
const names = new Map<string, string>();
const seen = new Set<string>();

function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name || names.size >= MOST_NAMES) return name;
  if (seen.delete(text)) names.set(text, `s${names.size}`);
  else if (seen.size < MOST_SEEN) seen.add(text);
  return names.get(text);
}

type Query = (...args: unknown[]) => unknown;

/** As PostgreSQL numbers a statement that was cancelled. */
const CANCELLED = '57014';

export function isCancelled(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  return code === CANCELLED || (cause !== undefined && isCancelled(cause));
}

const cancelled = () => Object.assign(new Error('The request was given up before its statement began'), { code: CANCELLED });

const BEGIN = 'begin';
const BEGUN = Object.freeze({ command: 'BEGIN', rowCount: null, rows: [], fields: [] });

/**
 * A connection whose statements are parsed once, and end when the request that they work for is given up. Statements that
 * nobody waits between go out together; nobody waits for the beginning of a transaction.
 */
export class DatabaseClient extends Client {
  readonly #config: ClientConfig;

  constructor(config: ClientConfig = {}) {
    // The pool hides the password from those who list its options.
    const whole = { ...config, password: config.password, pipeline: true };
    super(whole);
    this.#config = whole;
  }

  override query(...args: unknown[]): never {
    return this.#ask(args) as never;
  }

  #ask(args: unknown[]): unknown {
    const request = currentRequest();
    if (request?.ended && isParameterised(args)) return Promise.reject(cancelled());
    this.#gather();
    const answer = (super.query as Query).call(this, ...named(args));
    if (args[0] === BEGIN && answer instanceof Promise) return this.#begun(answer);
    return request && answer instanceof Promise ? this.#cancellable(answer as Promise<QueryResult>, request) : answer;
  }

  /** What is asked for until the promises at hand have run is written at once. */
  #gather(): void {
    const stream = this.#stream;
    if (stream.writableCorked) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  /** Should it fail, nothing behind it may be done either: it would stand by itself. */
  #begun(answer: Promise<unknown>): Promise<typeof BEGUN> {
    answer.catch(() => this.#stream.destroy());
    return Promise.resolve(BEGUN);
  }

  get #stream(): Socket {
    return (this.connection as unknown as { readonly stream: Socket }).stream;
  }

  /** The connection is not let go before the cancelling has arrived: it could hit the next one's statement. */
  async #cancellable(answer: Promise<QueryResult>, request: RequestContext): Promise<QueryResult> {
    let cancelling: Promise<unknown> | undefined;
    const forget = request.whenEnded(() => {
      cancelling = this.#cancel();
    });
    try {
      return await answer;
    } finally {
      forget();
      await cancelling;
    }
  }

  async #cancel(): Promise<void> {
    const other = new Client({ ...this.#config, application_name: 'moduan cancelling' });
    other.on('error', () => undefined);
    try {
      await other.connect();
      await other.query('select pg_cancel_backend($1)', [(this as unknown as { processID: number }).processID]);
    } catch {
      // The statement then ends by itself; nobody waits for its answer.
    } finally {
      await other.end().catch(() => undefined);
    }
  }
}

const isParameterised = ([text, values]: unknown[]): boolean => typeof text === 'string' && Array.isArray(values) && values.length > 0;

function named(args: unknown[]): unknown[] {
  if (!isParameterised(args)) return args;
  const [text, values, ...rest] = args as [string, unknown[], ...unknown[]];
  const name = nameOf(text);
  return name ? [{ name, text, values }, ...rest] : args;
}
