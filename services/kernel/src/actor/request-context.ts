import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './actor';

export type Language = 'zh' | 'en';

/** Why a request is given up: its client went away, or its time is over. */
export type Ending = 'gone' | 'late';

/** Milliseconds that a question and a change may take from now on. */
export interface TimeLimits {
  readonly question: number;
  readonly change: number;
}

/** What is known of one request of a client; shared by all services that it reaches. */
export class RequestContext {
  readonly #scopes = new Map<string, unknown>();
  #listeners: Set<() => void> | undefined;
  #ended: Ending | undefined;
  /** A change that has begun is finished, though its client goes away. */
  changes = false;
  #limits: TimeLimits | undefined;

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

  /** Gives the request its time; `left` counts from here. */
  limit(limits: TimeLimits): void {
    const now = performance.now();
    this.#limits = { question: now + limits.question, change: now + limits.change };
  }

  /** Milliseconds until the request is given up; undefined when it may take as long as it likes. */
  get left(): number | undefined {
    return this.#limits && Math.max(Math.ceil(this.#limits[this.changes ? 'change' : 'question'] - performance.now()), 0);
  }

  get ended(): Ending | undefined {
    return this.#ended;
  }

  /** Calls the listener when the request is given up; what it answers takes the listener away again. */
  whenEnded(listener: () => void): () => void {
    if (this.#ended) listener();
    const listeners = (this.#listeners ??= new Set());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** What still runs for the request is cancelled. */
  end(why: Ending): void {
    if (this.#ended || (why === 'gone' && this.changes)) return;
    this.#ended = why;
    for (const listener of this.#listeners ?? []) listener();
  }
}

const running = new AsyncLocalStorage<RequestContext>();

/** Runs work for a request: its statements end when the request is given up. */
export const runFor = <T>(request: RequestContext, work: () => T): T => running.run(request, work);
export const currentRequest = (): RequestContext | undefined => running.getStore();
