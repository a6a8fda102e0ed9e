import { Actor } from '@moduan/kernel';
import type { Calls, SignedIn } from '../composition';

const LIFETIME = 5_000;
const CAPACITY = 5_000;

/** Somebody who asks, and who they are for the services. */
export interface Session extends SignedIn {
  readonly actor: Actor;
}

type Finding = (token: string) => Promise<SignedIn | null>;

/** Whose token it is, remembered for at most five seconds: disabling an account takes effect within them. */
export class SessionCache {
  readonly #known = new Map<string, { session: Promise<Session | null>; until: number }>();

  constructor(private readonly calls: Calls) {}

  /** By the cookie of a browser. */
  find(token: string, within = LIFETIME): Promise<Session | null> {
    return this.#remembered(`cookie ${token}`, () => this.calls.offices.findActor({ token }), within);
  }

  /** The same, asked by a machine while the person may be away: it keeps no session from ending, nor a screen from locking. */
  findQuietly(token: string, within = LIFETIME): Promise<Session | null> {
    return this.#remembered(`quiet ${token}`, () => this.calls.offices.findActor({ token, quiet: true }), within);
  }

  /** By the token of a program or a device. */
  findBearer(token: string, address: string, within = LIFETIME): Promise<Session | null> {
    return this.#remembered(`bearer ${token}`, () => this.calls.offices.findBearer({ token, address }), within);
  }

  forget(token: string): void {
    this.#known.delete(`cookie ${token}`);
    this.#known.delete(`quiet ${token}`);
  }

  /** A token is remembered as what it came as: what a cookie opens, no bearer does. */
  #remembered(token: string, find: Finding, within: number): Promise<Session | null> {
    const now = Date.now();
    const known = this.#known.get(token);
    if (known && known.until - LIFETIME + within > now) return known.session;
    const session = find(token).then((signedIn) => signedIn && { ...signedIn, actor: Actor.from({ ...signedIn, means: signedIn.kind }) });
    session.catch(() => this.#known.delete(token));
    if (this.#known.size >= CAPACITY) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(token, { session, until: now + LIFETIME });
    return session;
  }
}
