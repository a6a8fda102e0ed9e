import { today } from '@moduan/schema/codes';
import { dictionary } from '../words/language';

const w = dictionary({
  today: ['今天', 'Today'],
  week: ['近 7 天', 'Last 7 days'],
  month: ['本月', 'This month'],
  lastMonth: ['上月', 'Last month'],
  half: ['上半年', 'First half'],
  year: ['本年', 'This year'],
});

const day = (year: number, month: number, date: number) => new Date(year, month, date);

/** Spans that reports ask for. */
export const dateShortcuts = () => {
  const [year, ordinal, date] = today().split('-').map(Number) as [number, number, number];
  const month = ordinal - 1;
  const now = day(year, month, date);
  return [
    { text: w('today'), value: [now, now] },
    { text: w('week'), value: [day(year, month, date - 6), now] },
    { text: w('month'), value: [day(year, month, 1), now] },
    { text: w('lastMonth'), value: [day(year, month - 1, 1), day(year, month, 0)] },
    { text: w('half'), value: [day(year, 0, 1), day(year, 5, 30)] },
    { text: w('year'), value: [day(year, 0, 1), now] },
  ] satisfies { text: string; value: [Date, Date] }[];
};
