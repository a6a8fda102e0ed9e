import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actor, call, findSession, renewSession, signIn, signInStep, signInWanted, type SessionAnswer } from '../session/session';
import { ask } from './client';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const person = { id: 'p1', name: '周明远', username: 'zhou', unitName: null, posts: [], permissions: [] };

/** A gateway with one browser: its short token, and whether the long one is still good. */
let [short, long, step] = [false, false, null as SessionAnswer['step']];
let asked: string[] = [];
beforeEach(() => {
  [short, long, step] = [false, false, null];
  asked = [];
  actor.value = person;
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit = {}) => {
    asked.push(`${method} ${path}`);
    if (path === '/session' && method === 'GET') return json(short ? { actor: person } : { actor: null, step, renewable: long });
    if (path === '/session/refresh') {
      if (!long) return json({ code: 'UNAUTHENTICATED', message: 'no' }, 401);
      short = true;
      return json({ actor: person });
    }
    if (path === '/session') {
      short = true;
      return json({ actor: person });
    }
    if (path === '/graphql') return short ? json({ data: { answer: 42 } }) : json({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }, 401);
    return short ? json({}) : json({ code: 'UNAUTHENTICATED', message: 'no' }, 401);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  signInWanted.value = false;
});

describe('a short token that has lapsed', () => {
  it('is renewed once for all requests that wait, and nobody is asked for a password', async () => {
    long = true;
    expect(await Promise.all([ask<{ answer: number }>('query A { answer }'), ask<{ answer: number }>('query B { answer }'), call('/imports/x').then(({ status }) => status)])).toEqual([{ answer: 42 }, { answer: 42 }, 200]);
    expect(asked.filter((each) => each === 'POST /session/refresh')).toHaveLength(1);
    expect(signInWanted.value).toBe(false);
  });

  it('that another page has renewed meanwhile is not renewed again', async () => {
    long = true;
    let held!: () => void;
    const other = new Promise<void>((resolve) => (held = resolve));
    vi.stubGlobal('navigator', { locks: { request: async (_name: string, work: () => Promise<unknown>) => (await other, work()) } });
    const renewed = renewSession();
    short = true;
    held();
    expect(await renewed).toBe(true);
    expect(asked).toEqual(['GET /session']);
  });

  it('is renewed at the start of the portal', async () => {
    actor.value = null;
    long = true;
    expect(await findSession()).toMatchObject({ id: 'p1' });
    expect(actor.value).toMatchObject({ id: 'p1' });
  });
});

describe('a session that has ended', () => {
  it('asks to sign in and then answers the request that was waiting', async () => {
    const waiting = ask<{ answer: number }>('query A { answer }');
    await vi.waitFor(() => expect(signInWanted.value).toBe(true));
    await signIn('zhou', 'secret');
    expect(signInWanted.value).toBe(false);
    expect(await waiting).toEqual({ answer: 42 });
  });

  it('says which step is still to come', async () => {
    step = 'ENROL';
    void call('/imports/x');
    await vi.waitFor(() => expect([signInWanted.value, signInStep.value]).toEqual([true, 'ENROL']));
  });
});
