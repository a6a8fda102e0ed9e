import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startServer } from '../server';
import { freshDatabase, oneAtATime, testKeys } from './open-city';

const root = resolve(import.meta.dirname, '../../..');
const first = { username: 'admin', name: '管理员', password: 'Front-door-1', cityCode: '430681', unitName: '局' };

export interface FrontDoor {
  /** A request of the first administrator, who may do everything in the city. */
  call(path: string, init?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Response>;
  ask(query: string, variables?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** The whole product over HTTP on a fresh database, with its first administrator signed in. */
export async function openFrontDoor(postgresUrl: string, name: string): Promise<FrontDoor> {
  const data = mkdtempSync(join(tmpdir(), 'moduan-front-door-'));
  writeFileSync(join(data, 'keys.json'), JSON.stringify(testKeys));
  const databaseUrl = await freshDatabase(postgresUrl, name);
  const settings = { databaseUrl, host: '127.0.0.1', port: 0, data, portal: join(data, 'portal'), supergraph: join(root, 'shared-schema/supergraph.graphql'), logLevel: 'silent' };
  const running = await oneAtATime(postgresUrl, () => startServer(settings));
  const send = (path: string, body: object, headers = {}) =>
    fetch(running.url + path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-moduan': '1', ...headers }, body: JSON.stringify(body) });
  await send('/first-administrator', first, { 'x-moduan-first': running.firstToken! });
  const entered = await send('/session', { username: first.username, password: first.password });
  const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!;
  return {
    call: (path, init = {}) => fetch(running.url + path, { ...init, headers: { 'x-moduan': '1', cookie, ...init.headers } }),
    ask: async (query, variables) => {
      const { data: answer, errors } = (await (await send('/graphql', { query, variables }, { cookie })).json()) as { data: Record<string, unknown>; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return answer;
    },
    close: async () => {
      await running.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
