import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { actor } from '../session/session';
import ChangeNote from './change-note.vue';
import { asOwn, noteOwn } from './own-changes';
import { useChanges } from './use-changes';

/** What the gateway tells, and whether anybody listens. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  constructor(readonly path: string) {
    super();
    Source.all.push(this);
  }
  close = () => (this.readyState = Source.CLOSED);
  static tell = async (name: string, data: object = {}) => {
    for (const each of Source.open()) each.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
    await flushPromises();
  };
  static open = () => Source.all.filter(({ readyState }) => readyState !== Source.CLOSED);
}
const somebody = { id: 'p1', name: '周明远', username: 'zhou', unitName: null, posts: [], permissions: [] };
const change = (id: string | null, kind = 'Unit') => Source.tell('change', { kind, id, at: '2026-11-22T08:00:00Z' });

const loaded = vi.fn<() => void>();
const list = defineComponent(() => {
  const changes = useChanges(({ kind }) => kind === 'Unit');
  return () => h(ChangeNote, { changes, onLoad: loaded });
});
const open = () => mount(list, { attachTo: document.body });

enableAutoUnmount(afterEach);
beforeEach(() => {
  vi.stubGlobal('EventSource', Source);
  actor.value = somebody;
});
afterEach(() => {
  actor.value = null;
  Source.all = [];
  loaded.mockClear();
  vi.unstubAllGlobals();
});

describe('what others change', () => {
  it('is counted, each record once, and read when the person asks for it', async () => {
    const page = open();
    for (const id of ['a', 'b', 'a']) await change(id);
    await change('x', 'Person');
    expect(page.text()).toContain('2 条变化');
    expect(loaded).not.toHaveBeenCalled();
    await page.find('button').trigger('click');
    expect([loaded.mock.calls.length, page.text()]).toEqual([1, '']);
  });

  it('is told of many at once, and when something may have been missed', async () => {
    const page = open();
    await change(null);
    expect(page.text()).toContain('有变化');
    await page.find('button').trigger('click');
    await Source.tell('missed');
    expect(page.text()).toContain('有变化');
  });

  it('may have been missed when the stream was opened once more, and not when it opens', async () => {
    const page = open();
    await Source.tell('open');
    await Source.tell('hello');
    expect(page.text()).toBe('');
    await Source.tell('open');
    expect(page.text()).toContain('有变化');
  });

  it('is no news when this page did it, whether the answer or the telling comes first', async () => {
    const page = open();
    let answer: (made: object) => void = () => undefined;
    const working = asOwn(() => new Promise<object>((resolve) => (answer = resolve)));
    await change('own');
    answer({ record: { __typename: 'Unit', id: 'own', version: 2, parent: { __typename: 'Unit', id: 'parent' } } });
    await working;
    await flushPromises();
    noteOwn('Unit', 'file');
    await change('file');
    expect(page.text()).toBe('');
    await change('own');
    await change('parent');
    expect(page.text()).toContain('2 条变化');
  });

  it('is heard by one stream for all pages of the portal, and by none when nobody is signed in', async () => {
    for (let i = 0; i < 2; i += 1) open();
    await flushPromises();
    expect(Source.open().map(({ path }) => path)).toEqual(['/events']);
    actor.value = null;
    await flushPromises();
    expect(Source.open()).toEqual([]);
  });
});
