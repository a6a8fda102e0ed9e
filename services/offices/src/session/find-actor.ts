import type { Calling, Database } from '@moduan/kernel';
import { sql } from 'kysely';
import type { PostOfActor } from './posts-of';
import { findSession, lockedMeanwhile, type OpenSession, type Step } from './require-session';

/** Who asks; plain values, from which the gateway makes the actor. */
export interface SignedIn {
  readonly kind: 'cookie' | 'token' | 'device';
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly unitName: string;
  readonly personId: string | null;
  /** Area that stands for the person: that of the earliest post. */
  readonly homeArea: string;
  /** None while a step is still to come: half signed in is nobody. */
  readonly posts: readonly PostOfActor[];
  readonly step: Step | null;
  /** What a token is narrowed to; absent for a person at a screen. */
  readonly scopes?: readonly string[];
}

/** Who holds a session, with what the appointments of today allow; null when the session has ended. `quiet`: a machine asks, which is no use of it. */
export async function findActor({ database }: Calling, { token, quiet }: { token: string; quiet?: boolean }): Promise<SignedIn | null> {
  const session = await findSession(database, token);
  if (!session) return null;
  if (session.stale && !quiet) await touch(database.db, session.sessionId);
  return signedIn(session);
}

const signedIn = ({ accountId, name, username, unitName, personId, areaCode, posts, step }: OpenSession): SignedIn => ({
  kind: 'cookie',
  id: accountId,
  name,
  username,
  unitName,
  personId,
  homeArea: posts[0]?.areaCode ?? areaCode,
  posts: step ? [] : posts,
  step,
});

/** Noted once a minute at most: it keeps the session from ending for idleness, and tells the holder where they are signed in. */
export const touch = (db: Database['db'], sessionId: string) =>
  db
    .updateTable('session')
    .set({ locked_at: lockedMeanwhile, last_used_at: sql`now()`, idle_until: sql`least(expires_at, now() + make_interval(hours => (select session_idle_hours from offices.setting)))` })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
