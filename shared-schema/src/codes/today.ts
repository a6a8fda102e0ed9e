const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in China as `2026-11-22`, wherever the machine stands. */
export const today = (now: Date = new Date()): string => calendar.format(now);
