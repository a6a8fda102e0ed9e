import type { Actor } from './actor';

export type Language = 'zh' | 'en';

/** What is known of one request of a client; shared by all services that it reaches. */
export class RequestContext {
  readonly #scopes = new Map<string, unknown>();
  #abort: AbortController | undefined;
  #aborted = false;

  constructor(
    readonly actor: Actor | null,
    readonly requestId: string,
    /** Network address of the client, for the audit trail. */
    readonly address: string,
    readonly language: Language = 'zh',
  ) {}

  /** A service's own scope, made on first use, once per request. */
  scope<T>(service: string, create: (request: RequestContext) => T): T {
    let scope = this.#scopes.get(service) as T | undefined;
    if (!scope) this.#scopes.set(service, (scope = create(this)));
    return scope;
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#aborted) this.#abort.abort();
    return this.#abort.signal;
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  /** The client went away: what still runs for it is cancelled. */
  abort(): void {
    this.#aborted = true;
    this.#abort?.abort();
  }
}
