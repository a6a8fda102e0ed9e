import { expect, type Page } from '@playwright/test';

const number = (text: string) => Number(text.replaceAll(',', ''));

/** The groups of one dimension as the summary shows them: label → count. */
export async function readSummary(page: Page, dimension: string): Promise<Map<string, number>> {
  await page.getByRole('group', { name: '分组' }).getByRole('button', { name: dimension, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: dimension })).toBeVisible();
  const table = page.getByRole('table');
  // the sum stands when the answer of this dimension is there
  await expect(table.getByRole('row', { name: /^合计/ })).toContainText('100.0%');
  await expect(table.getByRole('row')).not.toHaveCount(2);
  const rows = await table.locator('tbody tr').evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  return new Map(rows.map(([label, , count]) => [label!.trim(), number(count!)]));
}

/** How often each value stands in a column; an empty cell is not recorded. */
export function countBy<T>(rows: readonly T[], label: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(label(row) || '未记录', (counts.get(label(row) || '未记录') ?? 0) + 1);
  return counts;
}
