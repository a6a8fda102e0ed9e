import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { freshDatabase, oneAtATime, writeTestKeys } from './testing/open-city';
import { cookieOf, FIRST, PASSWORD } from './testing/open-gateway';

const root = resolve(import.meta.dirname, '../..');
const EVIL = 'x\n{"level":30,"msg":"request","actor":"forged"}\r\n\u001b[2J\u2028';
let folder: string;
let server: ChildProcess;
let databaseUrl: string;
let url: string;
let firstToken: string;
let written = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moduan-log-'));
  writeTestKeys(folder);
  databaseUrl = await freshDatabase(inject('postgresUrl'), 'log_lines');
  await oneAtATime(inject('postgresUrl'), async () => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, MODUAN_DATA: folder, MODUAN_PORTAL: folder, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'trace', NODE_ENV: 'production' };
    server = spawn(process.execPath, ['--import', '@oxc-node/core/register', 'gateway/src/main.ts'], { cwd: root, env });
    server.stdout!.on('data', (part: Buffer) => (written += part.toString()));
    server.stderr!.on('data', (part: Buffer) => (written += part.toString()));
    const ready = await vi.waitFor(() => written.split('\n').find((line) => line.startsWith('{"ready":true')) ?? Promise.reject(new Error(written)), { timeout: 50_000, interval: 100 });
    ({ url, firstToken } = JSON.parse(ready) as { url: string; firstToken: string });
  });
});
afterAll(async () => {
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

const send = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
  fetch(`${url}${path}`, { method, headers: { 'content-type': 'application/json', 'x-moduan': '1', ...headers }, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) });

describe('the log', () => {
  it('is one record a line, whatever a client writes, and holds neither password nor token', async () => {
    await send('/first-administrator', FIRST, { 'x-moduan-first': firstToken });
    const cookie = cookieOf(await send('/session', { username: 'first', password: PASSWORD }));
    expect(cookie).toContain('moduan_session=');
    const before = written.length;
    await send('/session', { username: EVIL, password: 'Wrong-2026-guess' });
    await send('/graphql', { query: '{ units { totalCount } }', operationName: EVIL }, { cookie });
    await send(`/exports/offices/units.csv?columns=${encodeURIComponent(EVIL)}`, undefined, { cookie }, 'GET');
    await send(`/imports/offices/units`, 'a', { cookie, 'x-file-name': encodeURIComponent(EVIL) });
    await send(`/graphql?x=${encodeURIComponent(EVIL)}`, {}, { cookie, 'x-request-id': 'forged', 'user-agent': 'forged' });
    await send('/graphql', { query: '{ units { totalCount } }' }, { authorization: 'Bearer mdp_secretsecretsecretsecretsecretsecretsecret1234567812345678' });
    await rowsOf(databaseUrl, 'alter table offices.unit rename to unit_away');
    await send('/graphql', { query: '{ units { totalCount } }' }, { cookie });
    await send('/exports/offices/units.csv', undefined, { cookie }, 'GET');
    await rowsOf(databaseUrl, 'alter table offices.unit_away rename to unit');
    await vi.waitFor(() => expect(written.slice(before)).toContain('"status":500'));
    const lines = written.slice(before).split('\n').filter(Boolean);
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.filter(({ msg }) => msg === 'request').length).toBeGreaterThanOrEqual(7);
    for (const record of records) expect(record).not.toMatchObject({ actor: 'forged' });
    for (const secret of [PASSWORD, 'Wrong-2026-guess', 'mdp_secret', ...cookie.split('; ').map((each) => each.split('=')[1]!)]) expect(written).not.toContain(secret);
  });

  it('tells of each request who asked, from where and how it ended, under the number that the answer bears', async () => {
    const cookie = cookieOf(await send('/session', { username: 'first', password: PASSWORD }));
    const answer = await send('/graphql', { query: '{ units { totalCount } }' }, { cookie });
    const requestId = answer.headers.get('x-request-id');
    const line = await vi.waitFor(() => written.split('\n').find((each) => each.includes(`"requestId":"${requestId}"`)) ?? Promise.reject(new Error('not yet')));
    const record = JSON.parse(line) as object;
    expect(record).toMatchObject({ msg: 'request', method: 'POST', route: '/graphql', address: '127.0.0.1', actor: expect.any(String), ms: expect.any(Number) });
  });
});
