import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { uuidv7 } from '@moduan/kernel';
import type { Database } from '@moduan/kernel/database/open-database';
import { holdRun } from '@moduan/kernel/import/held-runs';
import { afterEach, expect, inject, it } from 'vitest';

const postgres = new URL(inject('postgresUrl'));
let road: Server;
const sockets = new Set<Socket>();
afterEach(() => closeRoad());

/** The way to the database, which the test can close. */
async function openRoad(port = 0): Promise<number> {
  road = createServer((from) => {
    const to = connect(Number(postgres.port), postgres.hostname);
    for (const [one, other] of [[from, to], [to, from]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  }).listen(port, '127.0.0.1');
  await once(road, 'listening');
  return (road.address() as AddressInfo).port;
}

async function closeRoad(): Promise<void> {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => road.close(resolve));
}

it('takes in uploads again when the database can be reached again, though one that lost it is not over', async () => {
  const port = await openRoad();
  const url = new URL(postgres);
  Object.assign(url, { hostname: '127.0.0.1', port: String(port) });
  const database = { orm: { config: { get: () => url.href } }, service: 'held' } as unknown as Database;
  const letGo = await holdRun(database, uuidv7());
  await closeRoad();
  await expect.poll(() => holdRun(database, uuidv7()).catch((error: unknown) => error)).toMatchObject({ code: 'ECONNREFUSED' });
  await openRoad(port);
  const another = await holdRun(database, uuidv7());
  await another();
  await letGo();
});
