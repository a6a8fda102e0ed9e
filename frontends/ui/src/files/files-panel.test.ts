import { unitRegister } from '@moduan/schema/offices/unit';
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordRow } from '../register/screen';
import FilesPanel from './files-panel.vue';
import type { RecordFile } from './files';

const register = unitRegister as unknown as InstanceType<typeof FilesPanel>['$props']['register'];
const unit = (allowedActions: string[]): RecordRow => ({ id: 'u1', version: 1, allowedActions });
const file = (id: string, more: Partial<RecordFile> = {}): RecordFile => ({ id, fileName: `${id}.jpg`, mediaType: 'image/jpeg', size: 2_000_000, width: 800, height: 600, takenAt: null, note: null, createdAt: '2026-11-20T01:00:00Z', createdByName: '周明远', url: `/f/${id}`, previewUrl: `/p/${id}`, thumbnailUrl: `/t/${id}`, ...more });

let stored: RecordFile[] = [];
/** What was sent, by name and key; each is answered by the next answer. */
let sent: { name: string; key: string; note: string }[] = [];
let answers: (readonly [status: number, body: object])[] = [];

class Request {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => {};
  onerror = () => {};
  status = 0;
  responseText = '';
  readonly #headers = new Map<string, string>();
  open = () => {};
  setRequestHeader = (name: string, value: string) => void this.#headers.set(name, value);
  send = (body: File) => {
    sent.push({ name: body.name, key: this.#headers.get('x-idempotency-key')!, note: decodeURIComponent(this.#headers.get('x-note') ?? '') });
    this.upload.onprogress?.({ loaded: 1, total: 2 });
    const [status, answer] = answers.shift() ?? [201, { id: 'new' }];
    if (!status) return queueMicrotask(() => this.onerror());
    [this.status, this.responseText] = [status, JSON.stringify(answer)];
    queueMicrotask(() => this.onload());
  };
}

const settle = async () => {
  for (let i = 0; i < 5; i += 1) {
    await flushPromises();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
const open = async (actions: string[] = ['AMEND']) => {
  const panel = mount(FilesPanel, { props: { register, record: unit(actions) }, attachTo: document.body });
  await settle();
  return panel;
};
const give = async (panel: Awaited<ReturnType<typeof open>>, ...names: string[]) => {
  const files = names.map((name) => new File(['x'], name, { type: 'image/jpeg' }));
  await panel.find('section').trigger('drop', { dataTransfer: { files } });
  await settle();
};

enableAutoUnmount(afterEach);
beforeEach(() => {
  [stored, sent, answers] = [[], [], []];
  vi.stubGlobal('XMLHttpRequest', Request);
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ data: { record: { __typename: 'Unit', id: 'u1', attachments: stored.map((each) => ({ __typename: 'Attachment', ...each })) } } }), { headers: { 'content-type': 'application/json' } }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

describe('files of a record', () => {
  it('go one after the other; the one that failed is named, and loses none of the others', async () => {
    const panel = await open();
    await panel.find('.files-note input').setValue('东门');
    answers = [[201, { id: 'a' }], [422, { code: 'INVALID_INPUT', message: '填写不对', details: { fields: [{ path: 'file', message: '这种文件不收' }] } }], [201, { id: 'c' }]];
    await give(panel, 'a.jpg', 'b.exe', 'c.jpg');
    expect(sent.map(({ name, note }) => [name, note])).toEqual([['a.jpg', '东门'], ['b.exe', '东门'], ['c.jpg', '东门']]);
    expect(panel.findAll('.uploads li').map((each) => each.text())).toEqual([expect.stringMatching(/b\.exe.*这种文件不收/)]);
  });

  it('are sent again under the same key, so that what has arrived already is not there twice', async () => {
    const panel = await open();
    answers = [[0, {}]];
    await give(panel, 'a.jpg');
    expect(panel.find('.uploads').text()).toContain('网络断了');
    await panel.find('.uploads button').trigger('click');
    await settle();
    expect(sent.map(({ key }) => key)).toEqual([sent[0]!.key, sent[0]!.key]);
    expect(panel.find('.uploads').exists()).toBe(false);
  });

  it('are only looked at by whoever may not amend the record', async () => {
    stored = [file('a'), file('b', { fileName: 'b.pdf', thumbnailUrl: null, previewUrl: null })];
    const panel = await open([]);
    expect(panel.find('input').exists()).toBe(false);
    await give(panel, 'x.jpg');
    expect(sent).toEqual([]);
    expect(panel.findAll('.thumbs img')).toHaveLength(1);
    expect(panel.find('.file-list a').attributes()).toMatchObject({ href: '/f/b', download: 'b.pdf' });
    expect(panel.find('.file-list button').exists()).toBe(false);
  });

  it('are turned over by the arrow keys', async () => {
    stored = [file('a'), file('b'), file('c')];
    const panel = await open();
    await panel.findAll('.thumbs button')[2]!.trigger('click');
    const shown = () => panel.find('.viewer img').attributes('src');
    expect(shown()).toBe('/p/c');
    await panel.find('dialog').trigger('keydown', { key: 'ArrowRight' });
    expect(shown()).toBe('/p/a');
    await panel.find('dialog').trigger('keydown', { key: 'ArrowLeft' });
    expect(shown()).toBe('/p/c');
  });
});
