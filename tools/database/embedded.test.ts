import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded, stopEmbedded } from './embedded.mjs';
import { commandOf } from './processes.mjs';
import { temporaryDirectory } from './temporary-directory.mjs';

let directory: string;
const cluster = (name: string) => path.join(directory, 'cluster', name);

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const killed = (pid: number) => {
  process.kill(pid, 'SIGKILL');
  return new Promise<void>((resolve) => {
    const look = () => (commandOf(pid) ? setTimeout(look, 10) : resolve());
    look();
  });
};

beforeAll(() => void (directory = temporaryDirectory('test')));
afterAll(async () => {
  await stopEmbedded(directory);
  rmSync(directory, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('knows Chinese letters, writes through to the disk and keeps its password to itself', async () => {
    const server = await startEmbedded({ directory });
    expect(server.fresh).toBe(true);
    const [row] = await ask<{ fsync: string; address: string }>(server.url, "select current_setting('fsync') fsync, current_setting('listen_addresses') address");
    expect(row).toEqual({ fsync: 'on', address: '127.0.0.1' });
    await ask(server.url, 'create extension pg_trgm');
    expect(await ask(server.url, "select cardinality(show_trgm('末端')) > 0 as known")).toEqual([{ known: true }]);
    expect(statSync(path.join(directory, 'password')).mode & 0o077).toBe(0);
    await ask(server.url, 'create table kept as select 1 as number');
    await server.stop();
    expect(commandOf(server.pid)).toBeUndefined();
  });

  it('starts again after its process was killed, with what was written', async () => {
    const first = await startEmbedded({ directory });
    await killed(first.pid);
    const second = await startEmbedded({ directory });
    expect(await ask(second.url, 'select number from kept')).toEqual([{ number: 1 }]);
    await second.stop();
  });

  it('stops the server that a killed run left behind', async () => {
    const script = `import { startEmbedded } from ${JSON.stringify(path.resolve('tools/database/embedded.mjs'))};
      const server = await startEmbedded({ directory: ${JSON.stringify(directory)} }); console.log(server.pid); setInterval(() => {}, 1000);`;
    const run = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const orphan = await new Promise<number>((resolve) => run.stdout.once('data', (text) => resolve(Number(text))));
    await killed(run.pid!);
    expect(commandOf(orphan)).toContain('postgres');
    const server = await startEmbedded({ directory });
    expect(commandOf(orphan)).toBeUndefined();
    await server.stop();
  });

  it('is not misled by a pid file whose number somebody else has now', async () => {
    const owner = statSync(cluster('PG_VERSION'));
    writeFileSync(cluster('postmaster.pid'), `${process.pid}\n${cluster('')}\n`, { mode: 0o600 });
    execFileSync('chown', [`${owner.uid}:${owner.gid}`, cluster('postmaster.pid')]);
    const server = await startEmbedded({ directory });
    expect(await ask(server.url, 'select number from kept')).toEqual([{ number: 1 }]);
    await server.stop();
  });

  it('says what to do when the directory is of another version', async () => {
    const version = readFileSync(cluster('PG_VERSION'), 'utf8');
    writeFileSync(cluster('PG_VERSION'), '15\n');
    await expect(startEmbedded({ directory })).rejects.toThrow(/PostgreSQL 15.*18/);
    writeFileSync(cluster('PG_VERSION'), version);
  });

  it('says what to do when the directory is broken or not ours to write', async () => {
    const control = readFileSync(cluster('global/pg_control'));
    writeFileSync(cluster('global/pg_control'), 'broken');
    await expect(startEmbedded({ directory })).rejects.toThrow(/restore a backup/);
    writeFileSync(cluster('global/pg_control'), control);
    rmSync(path.join(directory, 'password'));
    await expect(startEmbedded({ directory })).rejects.toThrow(/password/);
    const file = path.join(directory, 'a-file');
    writeFileSync(file, '');
    await expect(startEmbedded({ directory: path.join(file, 'below') })).rejects.toThrow(/MODUAN_DATA/);
  });
});
