import { Actor } from '@moduan/kernel';
import type { Calls, SignedIn } from '../composition';

const LIFETIME = 5_000;
const CAPACITY = 5_000;

/** Somebody signed in, and who they are for the services. */
export interface Session extends SignedIn {
  readonly actor: Actor;
}

/** Who holds a session, remembered for at most five seconds: disabling an account takes effect within them. */
export class SessionCache {
  readonly #known = new Map<string, { session: Promise<Session | null>; until: number }>();

  constructor(private readonly calls: Calls) {}

  find(token: string): Promise<Session | null> {
    const now = Date.now();
    const known = this.#known.get(token);
    if (known && known.until > now) return known.session;
    const session = this.#ask(token);
    session.catch(() => this.#known.delete(token));
    if (this.#known.size >= CAPACITY) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(token, { session, until: now + LIFETIME });
    return session;
  }

  forget(token: string): void {
    this.#known.delete(token);
  }

  async #ask(token: string): Promise<Session | null> {
    const signedIn = await this.calls.offices.findActor({ token });
    return signedIn && { ...signedIn, actor: Actor.from(signedIn) };
  }
}
