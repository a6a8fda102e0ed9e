import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LocalComposition } from '../composition';
import { startServer, type Running } from '../server';
import type { Settings } from '../settings';
import { cityOf, freshDatabase, oneAtATime, writeTestKeys, type Answer, type City } from './open-city';

export const PASSWORD = 'Wachtwoord-2026';
/** As an administrator hands it out: its holder signs in with it once. */
export const FIRST_PASSWORD = 'Handed-out-2026';

/** A person at the front door: signed in, with a cookie. */
export interface Visitor {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  ask(query: string, variables?: object): Promise<Answer>;
}

/** The address that browsers know, whatever stands behind it. */
export interface FrontDoor {
  readonly url: string;
  readonly running: Running;
  /** A request as a browser of nobody sends it; with the header that changes need. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  signIn(username: string, password?: string): Promise<Visitor>;
  /** The first time: with the password that was handed out, which is changed at once. */
  signInFirst(username: string, first?: string): Promise<Visitor>;
  close(): Promise<void>;
}

export interface Gateway extends FrontDoor {
  readonly city: City;
}

const json = { 'content-type': 'application/json' };

function visitorOf(url: string, cookie: string): Visitor {
  const send = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { ...init, headers: { 'x-moduan': '1', 'accept-language': 'zh', cookie, ...(init.headers as object) } });
  return {
    fetch: send,
    ask: async (query, variables) => (await (await send('/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query, variables }) })).json()) as Answer,
  };
}

export const cookieOf = (answer: Response): string => answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');

export const FIRST = { username: 'first', name: 'First', password: PASSWORD, cityCode: '430681', unitName: 'Bureau' };

const supergraph = resolve(import.meta.dirname, '../../../shared-schema/supergraph.graphql');

/** A gateway on a free port, with its first administrator `first`; without one when told so. */
export async function openAt(settings: Partial<Settings> & { readonly data: string }, first: object | null = FIRST): Promise<FrontDoor> {
  const running = await startServer({ host: '127.0.0.1', port: 0, portal: settings.data, supergraph, logLevel: 'silent', ...settings });
  const send = (path: string, init: RequestInit = {}) => fetch(`${running.url}${path}`, { ...init, headers: { 'x-moduan': '1', ...(init.headers as object) } });
  const post = (path: string, body: object, headers: object = {}) => send(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
  const made = first && (await post('/first-administrator', first, { 'x-moduan-first': running.firstToken! }));
  if (made && made.status !== 201) throw new Error(await made.text());
  const enter = async (username: string, password: string) => {
    const answer = await post('/session', { username, password });
    if (!answer.ok) throw new Error(`${username}: ${await answer.text()}`);
    return cookieOf(answer);
  };
  return {
    url: running.url,
    running,
    fetch: send,
    signIn: async (username, password = PASSWORD) => visitorOf(running.url, await enter(username, password)),
    signInFirst: async (username, given = FIRST_PASSWORD) => {
      const changed = await post('/session/password', { current: given, password: PASSWORD }, { cookie: await enter(username, given) });
      if (!changed.ok) throw new Error(`${username}: ${await changed.text()}`);
      return visitorOf(running.url, cookieOf(changed));
    },
    close: () => running.close(),
  };
}

/** The whole product in this process, on a fresh database. */
export async function openGateway(postgresUrl: string, name: string, first: object | null = FIRST, changes: Partial<Settings> = {}): Promise<Gateway> {
  const data = mkdtempSync(join(tmpdir(), 'moduan-gateway-'));
  writeTestKeys(data);
  const databaseUrl = await freshDatabase(postgresUrl, name);
  const door = await oneAtATime(postgresUrl, () => openAt({ data, databaseUrl, ...changes }, first));
  return {
    ...door,
    city: cityOf(door.running.composition as LocalComposition, databaseUrl, []),
    close: async () => {
      await door.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
