import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rows of a list are made alike: the first few stand for all. */
const ALIKE = ['tbody tr:nth-child(n + 5)', '.cards > li:nth-child(n + 5)'];

async function violations(page: Page, within?: string, rules?: string[]): Promise<string[]> {
  const axe = ALIKE.reduce((builder, alike) => builder.exclude(alike), new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode());
  if (within) axe.include(within);
  const { violations: found } = await (rules ? axe.withRules(rules) : axe.withTags(STANDARD)).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}

/** No violation of WCAG 2.2 AA on the page as it stands, in the light and, as to contrast, in the dark. */
export async function expectAccessible(page: Page, state: string, within?: string): Promise<void> {
  // the watermark lies over every text and makes its contrast undecidable
  await page.evaluate(() => document.querySelectorAll('.watermark').forEach((mark) => mark.remove()));
  const light = await violations(page, within);
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  const dark = await violations(page, within, ['color-contrast']);
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
  expect.soft({ light, dark }, state).toEqual({ light: [], dark: [] });
}
