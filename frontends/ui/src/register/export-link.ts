import type { Register } from '@moduan/schema';
import { language } from '../words/language';

export type TableFormat = 'xlsx' | 'csv';
export type ExportFormat = TableFormat | 'geojson';

/** Where the gateway streams the list from, in the columns and the order of the screen. */
export const exportLink = (register: Register, format: ExportFormat, ask: { filter: unknown; orderBy: unknown; columns: readonly string[] }) => {
  const query = new URLSearchParams({ filter: JSON.stringify(ask.filter), columns: ask.columns.join(','), lang: language.value });
  if (ask.orderBy) query.set('orderBy', JSON.stringify(ask.orderBy));
  return `/exports/${register.service}/${register.many}.${format}?${query}`;
};
export const templateLink = (register: Register, format: TableFormat) => `/imports/${register.service}/${register.many}/template.${format}?lang=${language.value}`;
