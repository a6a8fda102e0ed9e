import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actor, signIn, signInWanted } from '../session/session';
import { ask } from './client';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const person = { id: 'p1', name: '周明远', username: 'zhou', unitName: null, posts: [], permissions: [] };

let signedIn = false;
beforeEach(() => {
  signedIn = false;
  actor.value = person;
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/session') {
      signedIn = true;
      return json({ actor: person });
    }
    return signedIn ? json({ data: { answer: 42 } }) : json({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a session that has ended', () => {
  it('asks to sign in and then answers the request that was waiting', async () => {
    const waiting = ask<{ answer: number }>('{ answer }');
    await vi.waitFor(() => expect(signInWanted.value).toBe(true));
    await signIn('zhou', 'secret');
    expect(signInWanted.value).toBe(false);
    expect(await waiting).toEqual({ answer: 42 });
  });
});
