import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { linkTo } from '@moduan/kernel/attachment/file-link';
import { added, bytes, end, enter, left, limits, listed, send, told, openFileOffices, type FileOffice, type FileOffices } from './testing/file-office';
import { rowsOf } from './testing/held-lock';
import { archive, film, hugePicture, letter, pdf, photo, workbook } from './testing/made-files';
import { dataOf } from './testing/open-city';

let offices: FileOffices;
beforeAll(async () => {
  offices = await openFileOffices(inject('postgresUrl'));
}, 120_000);
afterAll(() => offices.close());

describe.each(['in one process', 'by URL'])('%s', (name) => {
  let its: FileOffice;
  beforeAll(() => {
    its = offices.shapes[name]!;
  });

  it('a photo is there for whoever reads the record: as it came, and smaller without what the camera wrote', async () => {
    const { officer, reader, premises } = its;
    const taken = await photo();
    const shown = await added(officer, premises, taken, { 'x-note': encodeURIComponent('东门') });
    expect(shown).toMatchObject({ fileName: '现场.jpg', mediaType: 'image/jpeg', size: taken.length, width: 800, takenAt: '2026-05-05T23:08:09Z', note: '东门' });
    const [original, preview, thumbnail] = await Promise.all([shown.url, shown.previewUrl!, shown.thumbnailUrl!].map((url) => reader.fetch(url)));
    expect(await bytes(original!)).toEqual(taken);
    const [big, small] = [await sharp(await bytes(preview!)).metadata(), await sharp(await bytes(thumbnail!)).metadata()];
    expect([big.width, big.exif, small.width, small.format]).toEqual([800, undefined, 320, 'webp']);
    expect(original!.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('现场.jpg')}`);
    for (const answer of [original!, preview!])
      expect(['content-security-policy', 'x-content-type-options', 'cache-control'].map((each) => answer.headers.get(each))).toEqual(["default-src 'none'; sandbox", 'nosniff', 'private, max-age=600']);
    const part = await reader.fetch(shown.url, { headers: { range: 'bytes=2-5' } });
    expect([part.status, await bytes(part)]).toEqual([206, taken.subarray(2, 6)]);
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string, string]>([
    ['a PDF', () => pdf, 'application/pdf', '证照.pdf'],
    ['a workbook', workbook, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '证照.xlsx'],
    ['a letter', () => letter(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '证照.docx'],
    ['a film', () => film, 'video/mp4', '证照.mp4'],
  ])('takes %s, told by what it holds', async (_what, content, mediaType, fileName) => {
    const id = await enter(its.officer);
    expect(await added(its.officer, id, await content(), { 'x-file-name': encodeURIComponent(fileName) })).toMatchObject({ mediaType, fileName, previewUrl: null, width: null });
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['a program that is called a picture', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)]), 'x.jpg'],
    ['a page that is called a picture', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'x.jpg'],
    ['a drawing with a script', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'x.svg'],
    ['a script', () => Buffer.from('#!/bin/sh\nrm -rf /\n'), 'x.pdf'],
    ['an archive', () => archive([{ name: 'a.txt', content: Buffer.from('a') }]), 'x.docx'],
    ['an archive that calls itself a letter and has none', () => archive([{ name: '[Content_Types].xml', content: Buffer.from('<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml</Types>') }]), 'x.docx'],
    ['a letter with macros', () => letter([{ name: 'word/vbaProject.bin', content: Buffer.from('x') }]), 'x.docx'],
    ['an archive that says it unfolds into a gigabyte', () => letter([{ name: 'word/media/a.xml', content: Buffer.alloc(1000), says: 2 ** 30 }]), 'x.docx'],
    ['a picture of too many pixels', () => hugePicture(30_000, 30_000), 'x.png'],
    ['a picture that breaks off in its head', async () => (await photo()).subarray(0, 40), 'x.jpg'],
    ['a file of nothing', () => Buffer.alloc(0), 'x.jpg'],
    ['a file that is too large', () => Buffer.concat([pdf, Buffer.alloc(limits.fileBytes)]), 'x.pdf'],
    ['a film that is too large', () => Buffer.concat([film, Buffer.alloc(limits.videoBytes)]), 'x.mp4'],
  ])('refuses %s, and nothing of it stays', async (_what, content, fileName) => {
    const answer = await send(its.officer, its.premises, await content(), { 'x-file-name': fileName });
    expect(await told(answer)).toEqual([422, 'INVALID_INPUT']);
    expect(left(its.files)).toEqual([]);
  });

  it('a picture with a script behind it stays a picture: nothing in it runs, and what is shown is made anew', async () => {
    const script = Buffer.from('<script>alert(1)</script>');
    const shown = await added(its.officer, await enter(its.officer), Buffer.concat([await photo(), script]), { 'x-file-name': 'x.html' });
    expect(shown).toMatchObject({ fileName: 'x.html.jpg', mediaType: 'image/jpeg' });
    const [original, preview] = [await its.officer.fetch(shown.url), await its.officer.fetch(shown.previewUrl!)];
    expect([original.headers.get('content-type'), original.headers.get('content-disposition')?.slice(0, 10)]).toEqual(['image/jpeg', 'attachment']);
    expect((await bytes(preview)).includes(script)).toBe(false);
  });

  it.each([
    ['../../etc/passwd', 'passwd.jpg'],
    ['..\\..\\boot.jpg', 'boot.jpg'],
    ['a\u0000b.jpg', 'a b.jpg'],
    ['\u202Egpj.exe', 'gpj.exe.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['', 'file.jpg'],
  ])('a name is only shown: %j becomes %s', async (given, fileName) => {
    expect(await added(its.officer, await enter(its.officer), await photo(), { 'x-file-name': encodeURIComponent(given) })).toMatchObject({ fileName });
  });

  it('the same key and content are one attachment; another content under it is refused', async () => {
    const id = await enter(its.officer);
    const [taken, key] = [await photo(), { 'x-idempotency-key': `key of ${name}` }];
    const [once, again] = [await added(its.officer, id, taken, key), await added(its.officer, id, taken, key)];
    expect([again.id, (await listed(its.officer, id)).length]).toEqual([once.id, 1]);
    expect(await told(await send(its.officer, id, await photo('#aa0000'), key))).toEqual([409, 'CONFLICT']);
  });

  it('a record holds so many and no more', async () => {
    const id = await enter(its.officer);
    const row = `insert into enterprises.attachment (id, type, record_id, file_name, media_type, size, sha256, created_at, created_by, created_by_name) select gen_random_uuid(), 'Premises', $1, 'x.pdf', 'application/pdf', 1, 'x', now(), 'x', 'x' from generate_series(1, ${limits.perRecord - 1})`;
    await rowsOf(its.databaseUrl, row, [id]);
    const answers = await Promise.all([send(its.officer, id, pdf), send(its.officer, id, await photo())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await told(await send(its.officer, id, pdf))).toEqual([409, 'CONFLICT']);
  });

  it('is removed with a reason, opens no more, and stays in the history of the record', async () => {
    const id = await enter(its.officer);
    const shown = await added(its.officer, id, await photo());
    expect((await end(its.officer, id, shown.id, ' ')).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect(dataOf(await end(its.officer, id, shown.id)).record).toMatchObject({ attachments: [] });
    expect((await its.officer.fetch(shown.url)).status).toBe(404);
    expect(await listed(its.officer, id, true)).toMatchObject([{ id: shown.id, url: null, previewUrl: null }]);
    expect((await end(its.officer, id, shown.id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const { premises } = dataOf(await its.officer.ask('query Q($id: ID!) { premises(id: $id) { history { action reason changes { field from to } } } }', { id })) as { premises: { history: object[] } };
    expect(premises.history).toMatchObject([
      { action: 'premises.end-attachment', reason: '拍错了', changes: [{ field: 'attachment', from: '现场.jpg', to: null }] },
      { action: 'premises.attach', changes: [{ field: 'attachment', from: null, to: '现场.jpg' }] },
      { action: 'premises.create' },
    ]);
  });

  it('an ended record takes none and gives none up', async () => {
    const id = await enter(its.officer);
    const shown = await added(its.officer, id, pdf);
    dataOf(await its.officer.ask('mutation M($i: EndPremisesInput!) { endPremises(input: $i) { id } }', { i: { id, version: 1, reason: '关停' } }));
    expect(await told(await send(its.officer, id, pdf))).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect((await end(its.officer, id, shown.id)).errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
    expect((await its.officer.fetch(shown.url)).status).toBe(200);
  });

  it('who only reads adds and removes nothing, and that is written down', async () => {
    const { officer, reader, premises } = its;
    const shown = await added(officer, premises, pdf);
    expect(await told(await send(reader, premises, pdf))).toEqual([403, 'FORBIDDEN']);
    expect((await end(reader, premises, shown.id)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await rowsOf(its.databaseUrl, "select operation from enterprises.refused_attempt where operation = 'attach premisesList'")).toHaveLength(1);
  });

  it('another town neither adds nor reads, by no link either', async () => {
    const { officer, foreign, premises } = its;
    const shown = await added(officer, premises, await photo());
    expect(await told(await send(foreign, premises, pdf))).toEqual([404, 'NOT_FOUND']);
    for (const url of [shown.url, shown.previewUrl!, shown.thumbnailUrl!]) expect(await told(await foreign.fetch(url))).toEqual([404, 'NOT_FOUND']);
    expect((await end(foreign, premises, shown.id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await foreign.ask('query Q($id: ID!) { premises(id: $id) { attachments { id } } }', { id: premises })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('an attachment of one record is not removed through another', async () => {
    const { officer, premises } = its;
    const shown = await added(officer, premises, pdf);
    expect((await end(officer, await enter(officer), shown.id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('a link opens nothing when it was changed, is for another file or view, has expired, or nobody is signed in', async () => {
    const { officer, premises, door } = its;
    const [shown, other] = [await added(officer, premises, await photo()), await added(officer, premises, pdf)];
    const { database } = offices.one.city.composition.services.get('enterprises')!;
    const query = shown.url.split('?')[1]!;
    const later = shown.url.replace(/until=(\d+)/, (_, until: string) => `until=${Number(until) + 600}`);
    const expired = linkTo(database, shown.id, 'file', Date.now() - 3_600_000);
    for (const url of [`/files/enterprises/${shown.id}`, later, shown.url.replace(/sign=..../, 'sign=AAAA'), `/files/enterprises/${other.id}?${query}`, `/files/enterprises/${shown.id}/preview?${query}`, expired]) expect([url, ...(await told(await officer.fetch(url)))]).toEqual([url, 403, 'FORBIDDEN']);
    expect(await told(await door.fetch(shown.url))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await told(await door.fetch(`/files/enterprises/premisesList/${premises}`, { method: 'POST', headers: { 'content-type': 'x/y' }, body: new Uint8Array(pdf) }))).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('takes nothing that a page of another site could send, and nothing for a register that is none', async () => {
    expect(await told(await send(its.officer, its.premises, pdf, { 'x-moduan': '' }))).toEqual([403, 'FORBIDDEN']);
    for (const list of ['nothing', 'starChanges', '__proto__']) expect(await told(await send(its.officer, its.premises, pdf, {}, list))).toEqual([404, 'NOT_FOUND']);
    expect(await told(await send(its.officer, 'x', pdf))).toEqual([404, 'NOT_FOUND']);
  });

  it('what breaks off half way leaves nothing', async () => {
    const id = await enter(its.officer);
    const cookie = await its.door.fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'officer', password: 'Wachtwoord-2026' }) }).then((answer) => answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; '));
    const sent = request(`${its.door.url}/files/enterprises/premisesList/${id}`, { method: 'POST', headers: { cookie, 'x-moduan': '1', 'content-type': 'image/jpeg', 'content-length': 200_000 } });
    sent.on('error', () => undefined);
    sent.write((await photo()).subarray(0, 3000));
    await vi.waitFor(() => expect(left(its.files)).toHaveLength(1), { timeout: 10_000 });
    sent.destroy();
    await vi.waitFor(() => expect(left(its.files)).toEqual([]), { timeout: 10_000 });
    expect(await listed(its.officer, id)).toEqual([]);
  });
});

it('the service changes nothing of what was attached, and deletes nothing', async () => {
  const { db } = offices.one.city.composition.services.get('enterprises')!.database;
  await expect(db.updateTable('attachment').set({ sha256: 'x' }).execute()).rejects.toThrow(/permission denied/);
  await expect(db.deleteFrom('attachment').execute()).rejects.toThrow(/permission denied/);
});
