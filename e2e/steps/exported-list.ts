import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';

export type ExportedRow = Readonly<Record<string, string>>;
const rowsOf = (text: string): ExportedRow[] => parse(text, { columns: true, bom: true });

/** What stands on the screen as a CSV file: the person presses 导出. */
export async function exportShownList(page: Page): Promise<ExportedRow[]> {
  await page.getByRole('button', { name: '导出' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^导出 CSV/ }).click()]);
  return rowsOf(await readFile(await download.path(), 'utf8'));
}

/** A list as the one who is signed in may export it, by its address. */
export async function readExport(page: Page, list: string, columns: readonly string[]): Promise<ExportedRow[]> {
  const answer = await page.request.get(`/exports/${list}.csv?lang=zh&columns=${columns.join(',')}&filter=${encodeURIComponent('{"ended":false}')}`);
  if (!answer.ok()) throw new Error(`${list}: ${answer.status()} ${await answer.text()}`);
  return rowsOf(await answer.text());
}

/** A place without a credit code whose name nobody else in reach has. */
export async function shopWithoutCode(page: Page): Promise<{ name: string; address: string }> {
  const shops = (await readExport(page, 'enterprises/premisesList', ['name', 'creditCode', 'address'])).filter((row) => !row.统一社会信用代码);
  const shop = shops.find((row) => row.地址 && shops.filter(({ 名称 }) => 名称 === row.名称).length === 1);
  if (!shop) throw new Error('The demonstration city has no shop of a name of its own');
  return { name: shop.名称!, address: shop.地址! };
}
