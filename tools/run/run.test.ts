import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandOf } from '../database/processes.mjs';
import { runningOn, takeDirectory } from './instance.mjs';
import { checkPort, freePort, portFromEnvironment } from './port.mjs';
import { reloadProxy } from './reload-proxy.mjs';
import { inRoot } from './workspace.mjs';

let directory: string;
const started: ChildProcess[] = [];

/** A process that only waits, with a word on its command line. */
function waiting(word: string): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', word], { stdio: 'ignore' });
  started.push(child);
  return child.pid!;
}
const gone = (pid: number) => vi.waitFor(() => expect(commandOf(pid)).toBeUndefined(), { timeout: 5_000, interval: 20 });

beforeAll(() => void (directory = mkdtempSync(path.join(tmpdir(), 'moduan-run-test-'))));
afterEach(() => {
  started.splice(0).forEach((child) => child.kill('SIGKILL'));
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the data directory', () => {
  const file = () => path.join(directory, 'run.json');

  it('belongs to one run at a time', async () => {
    const pid = waiting('tools/run/start.mjs');
    await vi.waitFor(() => expect(commandOf(pid)).toContain('tools/run/'));
    writeFileSync(file(), JSON.stringify({ pid, url: 'http://127.0.0.1:4999' }));
    await expect(takeDirectory(directory)).rejects.toThrow(/Already running: http:\/\/127\.0\.0\.1:4999/);
  }, 10_000);

  it('is taken over from a run that was killed, and the server it left behind is ended', async () => {
    const gateway = waiting('gateway/main.js');
    await vi.waitFor(() => expect(commandOf(gateway)).toContain('gateway/main.js'));
    writeFileSync(file(), JSON.stringify({ pid: 999_999_999, gateway }));
    const instance = await takeDirectory(directory);
    await gone(gateway);
    instance.note({ url: 'http://127.0.0.1:4998' });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ pid: process.pid, url: 'http://127.0.0.1:4998' });
    instance.release();
    expect(existsSync(file())).toBe(false);
  });

  it('leaves a stranger alone whose number stands in the file', async () => {
    const stranger = waiting('something-else');
    await vi.waitFor(() => expect(commandOf(stranger)).toContain('something-else'));
    writeFileSync(file(), JSON.stringify({ pid: stranger, gateway: stranger }));
    expect(runningOn(directory)).toBeUndefined();
    const instance = await takeDirectory(directory);
    expect(commandOf(stranger)).toBeDefined();
    instance.release();
  });
});

describe('the port', () => {
  it('in use is said with another to choose', async () => {
    const holder = net.createServer();
    await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
    holder.close();
  });

  it.each(['abc', '0', '70000', '1.5', ''])('named %j is refused', (text) => {
    vi.stubEnv('PORT', text);
    expect(() => portFromEnvironment()).toThrow(/no port number/);
  });
});

describe('a child on the tether', () => {
  it('ends when the run that started it is killed', async () => {
    const tether = pathToFileURL(inRoot('tools', 'run', 'tether.mjs')).href;
    const script = `const child = require('node:child_process').spawn(process.execPath, ['--import', '${tether}', '-e', 'setInterval(() => {}, 1000)'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
      setTimeout(() => console.log(child.pid), 300);`;
    const run = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const child = await new Promise<number>((resolve) => void run.stdout.once('data', (text) => resolve(Number(text))));
    expect(commandOf(child)).toBeDefined();
    run.kill('SIGKILL');
    await gone(child);
  });
});

describe('the address while developing', () => {
  it('puts the reload into pages alone, waits for a server that restarts, and tells open pages', async () => {
    const [port, target] = [await freePort(), await freePort()];
    const proxy = await reloadProxy({ port, host: '127.0.0.1', target });
    const early = fetch(`http://127.0.0.1:${port}/page`).then((answer) => answer.text());
    const server = http.createServer((request, response) => {
      response.setHeader('content-type', request.url === '/page' ? 'text/html' : 'application/json').end(request.url === '/page' ? '<p>page</p>' : '{}');
    });
    await new Promise<void>((resolve) => void server.listen(target, '127.0.0.1', resolve));
    expect(await early).toBe('<p>page</p><script src="/__reload.js"></script>');
    expect(await (await fetch(`http://127.0.0.1:${port}/data`)).text()).toBe('{}');
    const events = (await fetch(`http://127.0.0.1:${port}/__reload`)).body!.pipeThrough(new TextDecoderStream()).getReader();
    await events.read();
    proxy.reload();
    expect((await events.read()).value).toContain('event: reload');
    await events.cancel();
    proxy.close();
    server.close();
  });
});
