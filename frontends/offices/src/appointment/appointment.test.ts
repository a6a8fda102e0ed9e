import { enableAutoUnmount, mount } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { dayFromToday } from './appointment.screen';
import OpenMatters from './open-matters.vue';

enableAutoUnmount(afterEach);
const shown = (openMatters: readonly object[]) => mount(OpenMatters, { props: { record: { id: 'a', version: 1, openMatters } } }).text();

it('says what is open before an appointment ends, and nothing where nothing is', () => {
  expect(shown([{ kind: 'UNIT', count: 1 }, { kind: 'NAMED', count: 2 }])).toBe('还有未了事项，终止时请指定接收人：主持工作的机构 1 个、已指定代理人 2 项');
  expect(shown([])).toBe('');
});

it('counts days by the calendar of the city', () => {
  const night = new Date('2026-11-21T16:00:00Z');
  expect([dayFromToday(0, night), dayFromToday(30, night), dayFromToday(-1, night)]).toEqual(['2026-11-22', '2026-12-22', '2026-11-21']);
});
