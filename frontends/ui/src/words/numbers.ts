import { language } from './language';

const zone = 'Asia/Shanghai';
const locale = () => (language.value === 'zh' ? 'zh-CN' : 'en');
const parts = (iso: string) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    })
      .formatToParts(new Date(iso))
      .map((part) => [part.type, part.value]),
  );

export const formatNumber = (value: number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 }).format(value);

/** Today by the office's calendar, as 2026-11-20. */
export const today = () => formatDay(new Date().toISOString());
export const formatDay = (iso: string) => {
  const { year, month, day } = parts(iso);
  return `${year}-${month}-${day}`;
};
/** 2026-11-20 09:42, in the office's time zone; what is no moment stays as it is. */
export const formatMoment = (iso: string) => {
  if (Number.isNaN(Date.parse(iso))) return iso;
  const { hour, minute } = parts(iso);
  return `${formatDay(iso)} ${hour}:${minute}`;
};
/** As lists show it: the year only when it is not this one. */
export const formatShortMoment = (iso: string) => {
  const full = formatMoment(iso);
  return full.startsWith(today().slice(0, 4)) ? full.slice(5) : full;
};
export const formatClock = (date: Date) => formatMoment(date.toISOString()).slice(11) + `:${parts(date.toISOString())['second']}`;
