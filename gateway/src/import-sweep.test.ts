import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sweepRuns } from '@moduan/kernel/import/sweep-runs';
import { holdLock, rowsOf } from './testing/held-lock';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

let gateway: Gateway;
let clerk: Visitor;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'import_sweep');
  clerk = await appoint(gateway, await gateway.signIn('first'), { username: 'clerk', areaCode: '430681', permissions: ['premises.read', 'premises.create', 'premises.import'] });
});
afterAll(() => gateway.close());

/** As another process does when it starts beside this one. */
const startBeside = () => sweepRuns(gateway.city.composition.services.get('enterprises')!.database.db);
const runs = () => rowsOf(gateway.city.url, `select state, refusal ->> 'zh' as refusal from enterprises.import_run order by created_at, state, refusal`);
const connections = () => rowsOf(gateway.city.url, `select 1 from pg_stat_activity where datname = current_database() and application_name = 'moduan enterprises uploads'`);

/** A file whose second half comes when the test says so. */
function slowFile() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const send = (text: string) => writer.write(new TextEncoder().encode(text));
  const answer = clerk.fetch('/imports/enterprises/premisesList', { method: 'POST', body: readable, duplex: 'half', headers: { 'content-type': 'text/csv', 'x-file-name': 'slow.csv' } } as RequestInit);
  return { answer, send, end: () => writer.close() };
}

it('tells whoever sent a file that the check was interrupted; what was checked stays to be gone on with', async () => {
  await rowsOf(gateway.city.url, `insert into enterprises.import_run (id, register, file_name, state, area_code, created_by, created_by_name)
    select gen_random_uuid(), 'premisesList', 'a.csv', state, '430681', 'x', 'x' from unnest(array['READING', 'CHECKING', 'CHECKED', 'WRITTEN']) as state`);
  await startBeside();
  const refused = { state: 'REFUSED', refusal: '系统在核对时停过，文件没有写入；请重新上传' };
  expect(await runs()).toEqual([{ state: 'CHECKED', refusal: null }, refused, refused, { state: 'WRITTEN', refusal: null }]);
  await rowsOf(gateway.city.url, 'delete from enterprises.import_run');
});

it('leaves alone what another process reads or checks, until that is done or its process is gone', async () => {
  const file = slowFile();
  await file.send('名称,类型,所在乡镇\n');
  await expect.poll(runs).toEqual([{ state: 'READING', refusal: null }]);
  await startBeside();
  expect(await runs()).toEqual([{ state: 'READING', refusal: null }]);
  const lock = await holdLock(gateway.city.url, 'lock table enterprises.premises in access exclusive mode', []);
  await file.send('一店,商铺,新市镇\n');
  await file.end();
  expect((await file.answer).status).toBe(202);
  await lock.untilWaiting(1, 'enterprises');
  await startBeside();
  expect(await runs()).toEqual([{ state: 'CHECKING', refusal: null }]);
  await lock.release();
  await expect.poll(runs).toEqual([{ state: 'CHECKED', refusal: null }]);
  await expect.poll(connections).toEqual([]);
  await rowsOf(gateway.city.url, 'delete from enterprises.import_run');
});

it('takes what a process has left behind that was ended', async () => {
  const file = slowFile();
  await file.send('名称,类型,所在乡镇\n');
  await expect.poll(runs).toEqual([{ state: 'READING', refusal: null }]);
  expect(await connections()).toHaveLength(1);
  await rowsOf(gateway.city.url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'moduan enterprises uploads'`);
  await expect.poll(connections).toEqual([]);
  await startBeside();
  expect(await runs()).toMatchObject([{ state: 'REFUSED' }]);
  await file.end().catch(() => undefined);
  await file.answer;
});

it('refuses a file of whose lines the database has lost some', async () => {
  await rowsOf(gateway.city.url, `create function lose() returns trigger language plpgsql as 'begin return case when new.number between 3 and 5 then null else new end; end';
    create trigger lose before insert on enterprises.import_row for each row execute function lose()`);
  const file = slowFile();
  await file.send(`名称,类型,所在乡镇\n${'一店,商铺,新市镇\n'.repeat(600)}`);
  await file.end();
  expect((await file.answer).status).toBe(202);
  expect(await runs()).toContainEqual({ state: 'REFUSED', refusal: '数据库在上传时中断过，丢了 3 行，文件没有写入；请重新上传' });
  expect(await rowsOf(gateway.city.url, 'select 1 from enterprises.import_row')).toEqual([]);
});
