import { expect, type Locator, type Page } from '@playwright/test';

export interface UploadedFile {
  readonly name: string;
  readonly buffer: Buffer;
}
type Tab = '对列' | '有错' | '疑似重复' | '不在本辖区' | '可写入' | '无变化' | '已略过';

/** An import as a person works it, of premises unless told: upload, look, settle, write. */
export class ImportWizard {
  constructor(
    private readonly page: Page,
    private readonly list = '/enterprises/premises-list',
  ) {}

  async upload({ name, buffer }: UploadedFile): Promise<void> {
    await this.page.goto(`${this.list}/import`);
    await this.page.getByLabel('选择文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }
  /** Until the dry run stands on the page. */
  async checked(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: '怎么写入' })).toBeVisible({ timeout: 30_000 });
  }
  tab = (name: Tab): Locator => this.page.getByRole('group', { name: '核对' }).getByRole('button', { name });
  async show(name: Tab): Promise<void> {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-pressed', 'true');
  }
  /** The dry run's row of a line of the file. */
  row = (number: number): Locator => this.page.getByRole('row').filter({ has: this.page.getByRole('cell', { name: String(number), exact: true }) });

  async expectCount(name: Tab, count: number): Promise<void> {
    await expect(this.tab(name)).toHaveText(`${name} ${count}`);
  }
  async expectToWrite({ create, amend }: { create: number; amend: number }): Promise<void> {
    await expect(this.page.getByText(`新增 ${create} · 更新 ${amend}`)).toBeVisible();
  }
  /** Shows the rows of the open tab to the last. */
  async unfold(): Promise<void> {
    const more = this.page.getByRole('button', { name: /^再看 \d+ 行$/ });
    const shown = this.page.getByText(/^第 1–\d+ 行/);
    await expect(shown).toBeVisible();
    while (await more.isVisible()) {
      const before = await shown.innerText();
      await more.click();
      await expect(shown).not.toHaveText(before);
    }
  }
  async correct(number: number, field: string, value: string): Promise<void> {
    const cell = this.page.getByLabel(`改为 第 ${number} 行 ${field}`);
    await cell.fill(value);
    await cell.press('Enter');
    await expect(cell).toHaveCount(0);
  }
  async skip(number: number): Promise<void> {
    await this.page.getByRole('button', { name: `略过这行 第 ${number} 行` }).click();
    await expect(this.row(number)).toHaveCount(0);
  }
  /** Writes everything and answers what the page says was written. */
  async writeAll(): Promise<void> {
    await expect(this.page.getByRole('radio', { name: '全部改好再写入' })).toBeChecked();
    await this.page.getByRole('button', { name: /^写入 \d+ 行$/ }).click();
  }
  async expectWritten({ create, amend }: { create: number; amend: number }): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `已写入：新增 ${create}，更新 ${amend}` })).toBeVisible({ timeout: 30_000 });
  }
  async expectNothingToWrite(): Promise<void> {
    await this.expectToWrite({ create: 0, amend: 0 });
    await expect(this.page.getByRole('button', { name: '写入 0 行' })).toBeDisabled();
    await expect(this.page.getByText('没有可写入的行。')).toBeVisible();
  }
  /** The file as a whole was not read, and the page says why in words. */
  async expectRefused(reason: string): Promise<void> {
    const notice = this.page.getByRole('alert').filter({ hasText: '这个文件没有读成' });
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await expect(notice).toContainText(reason);
  }
  async abandon(): Promise<void> {
    await this.page.getByRole('button', { name: '放弃' }).click();
    await expect(this.page.getByLabel('选择文件')).toBeAttached();
  }
}
