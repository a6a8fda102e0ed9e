import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { language } from '../words/language';
import { keep, readKept } from './kept';
import { arrive, depart, resetLists, tellServer } from './preferences';
import { settings } from './settings';

interface Sent {
  readonly key: string;
  readonly value: unknown;
  readonly at: string;
}
let sent: Sent[][] = [];
let status = 204;

beforeEach(async () => {
  vi.useFakeTimers();
  status = 204;
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit) => {
    sent.push((JSON.parse(String(body)) as { preferences: Sent[] }).preferences);
    return new Response(null, { status });
  });
  await depart();
  localStorage.clear();
  sent = [];
});
afterEach(() => void vi.useRealTimers());
const told = () => sent.map((each) => each.map(({ key, value }) => [key, value]));

describe('what a person likes', () => {
  it('stands at once, and is sent once for all that is chosen in a moment', async () => {
    arrive('p1');
    keep('columns:p1:Unit', ['name']);
    keep('columns:p1:Unit', ['name', 'kind']);
    keep('tabs:p1', []);
    expect([readKept('columns:p1:Unit'), sent]).toEqual([['name', 'kind'], []]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told()).toEqual([[['columns:Unit', ['name', 'kind']], ['tabs', []]]]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });

  it('is in this browser before a page is drawn, and what was taken back is not', () => {
    localStorage.setItem('md:views:p1:Unit', '[1]');
    arrive('p1', { 'columns:Unit': ['name'], 'views:Unit': null });
    expect([readKept('columns:p1:Unit'), readKept('views:p1:Unit')]).toEqual([['name'], null]);
  });

  it('that could not be sent is kept, stands over what the server says, and is sent later', async () => {
    arrive('p1');
    status = 503;
    keep('columns:p1:Unit', ['chosen offline']);
    await vi.advanceTimersByTimeAsync(2_000);
    arrive('p1', { 'columns:Unit': ['of the server'] });
    expect(readKept('columns:p1:Unit')).toEqual(['chosen offline']);
    status = 204;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told().at(-1)).toEqual([['columns:Unit', ['chosen offline']]]);
    const before = sent.length;
    await tellServer();
    expect(sent).toHaveLength(before);
  });

  it('never holds a draft, nor anything of somebody else', async () => {
    arrive('p1');
    keep('draft:p1:Unit:new', { name: 'x' });
    keep('reorganise:p1', {});
    keep('columns:p2:Unit', ['name']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([]);
  });

  it('leaves with the person', async () => {
    arrive('p1', { 'columns:Unit': ['name'] });
    keep('tabs:p1', [1]);
    await depart();
    expect(told()).toEqual([[['tabs', [1]]]]);
    expect(Object.keys(localStorage).filter((key) => key.includes('p1') && key !== 'md:lookOf')).toEqual([]);
    arrive('p2');
    expect(readKept('columns:p2:Unit')).toBeNull();
  });

  it('of every list becomes as declared on wish', async () => {
    arrive('p1', { 'columns:Unit': ['name'], 'views:Person': [1], tabs: [2] });
    resetLists();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told()).toEqual([[['columns:Unit', null], ['views:Person', null]]]);
    expect(readKept('tabs:p1')).toEqual([2]);
  });
});

describe('the look of the portal', () => {
  it('is the person’s own, not that of whoever was here before', async () => {
    arrive('p1', { look: { theme: 'dark', density: 'loose', textSize: '1.25', menuFolded: true, language: 'en' } });
    expect([{ ...settings }, language.value]).toEqual([{ theme: 'dark', density: 'loose', textSize: '1.25', menuFolded: true }, 'en']);
    await depart();
    arrive('p2');
    expect([{ ...settings }, language.value]).toEqual([{ theme: 'light', density: 'compact', textSize: '1', menuFolded: false }, 'zh']);
  });

  it('takes nothing that it does not know', () => {
    arrive('p1', { look: { theme: 'pink', density: 'loose', textSize: 7, menuFolded: 'yes', language: 'fr' } });
    expect([settings.theme, settings.density, settings.menuFolded, language.value]).toEqual(['light', 'loose', false, 'zh']);
    settings.density = 'compact';
  });

  it('is sent when it is changed, and not when it arrives', async () => {
    arrive('p1', { look: { theme: 'light', density: 'compact', textSize: '1', menuFolded: false, language: 'zh' } });
    await nextTick();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([]);
    settings.density = 'medium';
    await nextTick();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told()[0]![0]).toEqual(['look', { theme: 'light', density: 'medium', textSize: '1', menuFolded: false, language: 'zh' }]);
  });
});
