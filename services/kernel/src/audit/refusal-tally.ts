/** A refused attempt as a row says it; `times` how often. */
export interface Attempt {
  readonly created_by: string;
  readonly created_by_name: string;
  readonly area_code: string;
  readonly operation: string;
  readonly code: string;
  readonly record_id: string | null;
  readonly address: string;
  readonly request_id: string;
  readonly times: number;
}

const MINUTE_MS = 60_000;
/** Of one actor from one address. */
const ONE_BY_ONE = 60;

/**
 * A program that is refused without end does not fill the table: sixty attempts a minute of one actor from one address are
 * written one by one, what goes beyond is counted by operation and written as one row each when the minute is over.
 */
export class RefusalTally {
  readonly #write: (attempts: readonly Attempt[]) => Promise<void>;
  readonly #log: (error: unknown, requestId: string) => void;
  #minute = 0;
  #seen = new Map<string, number>();
  #beyond = new Map<string, Attempt>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (attempts: readonly Attempt[]) => Promise<void>, log: (error: unknown, requestId: string) => void) {
    this.#write = write;
    this.#log = log;
  }

  /** Those that are to be written at once; the rest is counted. */
  take(attempts: readonly Attempt[]): readonly Attempt[] {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (minute !== this.#minute) this.#seen.clear();
    this.#minute = minute;
    return attempts.filter((attempt) => {
      const who = JSON.stringify([attempt.created_by, attempt.address]);
      const seen = (this.#seen.get(who) ?? 0) + 1;
      this.#seen.set(who, seen);
      if (seen > ONE_BY_ONE) this.#count(attempt);
      return seen <= ONE_BY_ONE;
    });
  }

  /** The record of the last one, and its request, stand for all of them. */
  #count(attempt: Attempt): void {
    const what = JSON.stringify([attempt.created_by, attempt.address, attempt.operation, attempt.code]);
    this.#beyond.set(what, { ...attempt, times: attempt.times + (this.#beyond.get(what)?.times ?? 0) });
    this.#timer ??= setTimeout(() => void this.#tellOrLog('counted on'), MINUTE_MS - (Date.now() % MINUTE_MS)).unref();
  }

  /** Writes what has been counted; what can not be written now is counted on. */
  async #tell(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const told = [...this.#beyond.values()];
    this.#beyond.clear();
    try {
      if (told.length) await this.#write(told);
    } catch (error) {
      for (const attempt of told) this.#count(attempt);
      throw error;
    }
  }

  /** The log says how many are not in the trail: nobody waits for it. */
  async #tellOrLog(then: string): Promise<void> {
    try {
      await this.#tell();
    } catch (cause) {
      const left = [...this.#beyond.values()];
      const times = left.reduce((sum, attempt) => sum + attempt.times, 0);
      this.#log(new Error(`${times} refused attempts beyond sixty a minute could not be written: ${then}`, { cause }), left.at(-1)?.request_id ?? '');
    }
  }

  async end(): Promise<void> {
    await this.#tellOrLog('lost with the end of the service');
    clearTimeout(this.#timer);
  }
}
