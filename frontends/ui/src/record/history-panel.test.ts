import { unitRegister } from '@moduan/schema/offices/unit';
import { appointmentRegister } from '@moduan/schema/offices/appointment';
import { enableAutoUnmount, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cellText } from '../register/cell-text';
import { addToCatalogue } from '../register/catalogue';
import { actionsOf } from './actions';
import HistoryPanel, { type HistoryEntry } from './history-panel.vue';

const screen = { register: unitRegister } as unknown as InstanceType<typeof HistoryPanel>['$props']['screen'];
const posts = { register: appointmentRegister } as unknown as typeof screen;
const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({ id: '1', at: '2026-11-20T01:00:00Z', action: 'unit.amend', actorName: '周明远', onBehalfOf: null, reason: null, requestId: 'r', changes: [], ...more });

enableAutoUnmount(afterEach);
afterEach(() => vi.unstubAllGlobals());

describe('the history', () => {
  it('says for whom a deputy acted, and nothing where somebody acted in their own name', () => {
    const text = (onBehalfOf: string | null) => mount(HistoryPanel, { props: { screen, history: [entry({ onBehalfOf })] } }).text();
    expect(text('谭晓峰')).toContain('周明远代理 谭晓峰');
    expect(text(null)).not.toContain('代理');
  });
});

describe('a list of references', () => {
  const row = { id: 'a', version: 1, premisesIds: ['p1', 'p2', 'p3'], premises: [{ id: 'p1', name: '一厂' }, null, { id: 'p3', name: '三厂' }] };

  it('is told by the names that the reader sees, and the others by their number', () => {
    addToCatalogue([{ service: 'enterprises', type: 'Premises', noun: 'premises', one: 'premises', many: 'premisesList', title: 'name', label: { zh: '企业与商铺', en: 'Premises' }, searched: true, placed: true }]);
    expect(cellText(posts.register as never, 'premisesIds', row)).toBe('一厂、三厂、另 1 项（不在您的辖区）');
    expect(cellText(posts.register as never, 'premisesIds', { id: 'b', version: 1, premisesIds: [], premises: [] })).toBe('');
  });
});

it('ending asks for what the register needs beside the reason', () => {
  const fields = (of: typeof screen) => Object.keys(actionsOf(of).find(({ action }) => action === 'END')!.fields!);
  expect([fields(screen), fields(posts)]).toEqual([['reason'], ['successorId', 'reason']]);
});
