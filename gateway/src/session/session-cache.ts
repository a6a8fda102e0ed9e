import type { Database } from '@moduan/kernel';
import { findActor, type SignedIn } from '../composition';

const LIFETIME = 5_000;
const CAPACITY = 5_000;

/** Who holds a session, remembered for at most five seconds: disabling an account takes effect within them. */
export class SessionCache {
  readonly #known = new Map<string, { signedIn: Promise<SignedIn | null>; until: number }>();

  constructor(private readonly database: Database) {}

  find(token: string): Promise<SignedIn | null> {
    const now = Date.now();
    const known = this.#known.get(token);
    if (known && known.until > now) return known.signedIn;
    const signedIn = findActor(this.database, token);
    signedIn.catch(() => this.#known.delete(token));
    if (this.#known.size >= CAPACITY) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(token, { signedIn, until: now + LIFETIME });
    return signedIn;
  }

  forget(token: string): void {
    this.#known.delete(token);
  }
}
