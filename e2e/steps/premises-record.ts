import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose';

let made = 0;
/** A name that no other premises has, however often the journeys run over one product. */
export const nameOfItsOwn = (): string => `旅程${Date.now().toString(36)}${(made += 1)}商行`;

/** The page of one premises as a person works with it. */
export class PremisesRecord {
  constructor(private readonly page: Page) {}

  /** Enters new premises, in the town of who enters them unless told, and stays on their page. */
  async enter(name: string, { kind = '企业', area, address, creditCode }: { kind?: string; area?: { search: string; name: RegExp }; address?: string; creditCode?: string } = {}): Promise<void> {
    await this.page.goto('/enterprises/premises-list/new');
    await this.page.getByLabel('名称', { exact: false }).first().fill(name);
    await choose(this.page.getByRole('button', { name: '类别' }), kind, kind);
    if (area) await choose(this.page.getByRole('button', { name: '所在区域' }), area.search, area.name);
    if (creditCode) await this.page.getByLabel('统一社会信用代码', { exact: true }).fill(creditCode);
    if (address) await this.page.getByLabel('地址', { exact: true }).fill(address);
    await this.page.getByRole('button', { name: '保存' }).click();
    await expect(this.heading(name)).toBeVisible();
  }
  heading = (name: string): Locator => this.page.getByRole('heading', { level: 1, name });
  /** What stands beside the label of a fact. */
  fact = (label: string): Locator => this.page.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::dd[1]');
  action = (name: string): Locator => this.page.getByRole('complementary').getByRole('button', { name, exact: true });
  locked = (name: string): Locator => this.page.getByRole('complementary').getByRole('listitem').filter({ hasText: name });
  dialog = (): Locator => this.page.getByRole('dialog');
  /** The latest entry of the history. */
  latest = (): Locator => this.page.locator('section', { has: this.page.getByRole('heading', { name: /^变更记录/ }) }).getByRole('listitem').first();

  async amend(values: Readonly<Record<string, string>>): Promise<void> {
    await this.action('修改').click();
    for (const [label, value] of Object.entries(values)) await this.dialog().getByLabel(label, { exact: true }).fill(value);
  }
  save = (): Promise<void> => this.dialog().getByRole('button', { name: '保存' }).click();
}
