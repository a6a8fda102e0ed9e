import { expect, type Locator, type Page } from '@playwright/test';

/** A map by what stands beside it in words: the picture itself is left to the eye. */
export class MapSide {
  constructor(private readonly page: Page, name = '地图上的企业与商铺') {
    this.list = page.getByRole('region', { name });
  }
  readonly list: Locator;

  /** The picture is drawn, and takes clicks. */
  async drawn(within: Page | Locator = this.page): Promise<void> {
    await expect(within.locator('.map-view')).toHaveAttribute('data-ready', 'true', { timeout: 30_000 });
  }
  entries = (name: string | RegExp): Locator => this.list.getByRole('listitem').getByRole('button', { name });
  /** Opens the largest cluster until premises stand one by one. */
  async openUntilSingle(): Promise<Locator> {
    const clusters = this.entries(/应急办监管/);
    const single = this.list.getByRole('listitem').locator('button[aria-pressed]');
    for (let depth = 0; depth < 12 && (await single.count()) === 0; depth += 1) {
      const before = await this.list.innerText();
      await clusters.last().click();
      await expect.poll(() => this.list.innerText()).not.toBe(before);
    }
    await expect(single.first()).toBeVisible();
    return single.first();
  }
  canvas = (within: Page | Locator = this.page): Locator => within.locator('.map-view canvas');
}
