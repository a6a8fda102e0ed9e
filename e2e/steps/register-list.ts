import { expect, type Locator, type Page } from '@playwright/test';

/** The list of a register as a person works with it. */
export class RegisterList {
  constructor(private readonly page: Page) {}

  view = (name: string): Locator => this.page.getByRole('group', { name: '常用视图' }).getByRole('button', { name });
  async openView(name: string): Promise<void> {
    await this.view(name).click();
    await expect(this.view(name)).toHaveAttribute('aria-current', 'true');
  }
  /** How many records the view says it holds. */
  async countOf(view: string): Promise<number> {
    await expect(this.view(view)).toHaveText(/\d$/);
    return Number((await this.view(view).innerText()).replace(/\D/g, ''));
  }
  row = (title: string): Locator => this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name: title, exact: true }) });

  async search(text: string): Promise<void> {
    await this.page.getByRole('search').getByRole('searchbox').fill(text);
    await this.page.getByRole('button', { name: '查询', exact: true }).click();
    await expect(this.page).toHaveURL((url) => url.searchParams.get('q') === text);
  }
  async tick(title: string): Promise<void> {
    await this.search(title);
    await this.row(title).getByRole('checkbox').check();
  }
  /** A button of the bar that appears when rows are ticked. */
  bulk = (name: string | RegExp): Locator => this.page.getByRole('region', { name: /^已选/ }).getByRole('button', { name });
}
