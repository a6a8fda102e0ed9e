import type { Page } from '@playwright/test';
import { choose } from '../steps/choose';
import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';
import { readSummary } from '../steps/summary-table';

const [FIRST, SECOND, MOVED_FROM] = ['大荆镇', '桃林寺镇', '三江镇'];
const MERGED = { code: '430681130', name: '荆林镇' };
const dayOf = (days: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);

/** Premises by town, as the page of figures shows them. */
async function figures(page: Page): Promise<Map<string, number>> {
  await page.goto('/enterprises/premises-list/summary');
  return readSummary(page, '所在区域 · 按乡镇');
}
const inAll = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** One of the areas that go, and where to. */
async function move(page: Page, index: number, from: string, fresh?: { code: string; name?: string }): Promise<void> {
  const row = page.getByRole('group', { name: `调整什么 ${index}` });
  await choose(row.getByLabel('原区划'), from, new RegExp(`^${from}`));
  if (!fresh) return;
  await row.getByRole('button', { name: '新代码' }).click();
  await row.getByRole('textbox', { name: '新代码' }).fill(fresh.code);
  if (fresh.name) await row.getByRole('textbox', { name: '新名称' }).fill(fresh.name);
}

test('two towns are merged and a village is moved; figures and histories stay', async ({ page }) => {
  test.setTimeout(180_000);
  await signInAs(page, 'bureau');
  const before = await figures(page);
  const [first, second] = [FIRST, SECOND].map((town) => before.get(town)!) as [number, number];
  await page.goto(`/enterprises/premises-list?areaCode=430681112`);
  const premises = page.getByRole('table').getByRole('row').nth(1).getByRole('link').first();
  const name = await premises.innerText();
  await premises.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const record = page.url();

  await test.step('a fault is named where it stands, and nothing typed is lost by a reload', async () => {
    await page.goto('/grids/area-changes');
    await page.getByRole('link', { name: '合并或划转' }).click();
    await move(page, 1, FIRST, MERGED);
    await page.getByRole('button', { name: '再加一个' }).click();
    await move(page, 2, SECOND, { code: '430681' });
    await page.getByRole('textbox', { name: '批准文号' }).fill('湘民函〔2026〕9号');
    await page.getByRole('textbox', { name: '说明' }).fill('大荆镇、桃林寺镇合并设立荆林镇');
    await page.getByRole('button', { name: '预览' }).click();
    await expect(page.getByText('前后应为同一级')).toBeVisible();
    await page.reload();
    await expect(page.getByText('上次没办完的内容还在')).toBeVisible();
    await page.getByRole('group', { name: '调整什么 2' }).getByRole('textbox', { name: '新代码' }).fill(MERGED.code);
    await page.getByRole('button', { name: '预览' }).click();
    await expect(page.getByRole('heading', { name: /将有 \d+ 个代码变更/ })).toBeVisible();
    await expectAccessible(page, 're-organisation');
  });

  await test.step('the merger is done, and every change is listed', async () => {
    await page.getByRole('button', { name: /^执行调整/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(`${FIRST} → ${MERGED.name}`);
    await dialog.getByRole('button', { name: '执行区划调整' }).click();
    await expect(page).toHaveURL(/\/grids\/area-changes$/);
    await expect(page.getByRole('table')).toContainText(MERGED.name);
  });

  await test.step('the new town has what both had; a day is asked for by itself', async () => {
    await expect.poll(async () => (await figures(page)).get(MERGED.name), { timeout: 30_000 }).toBe(first + second);
    const after = await figures(page);
    expect(inAll(after)).toBe(inAll(before));
    expect([after.get(FIRST), after.get(SECOND)]).toEqual([undefined, undefined]);
    // The demonstration city was entered today: on the day before there was nothing, in whatever town.
    await page.goto(`/enterprises/premises-list?asOf=${dayOf(-1)}`);
    await expect(page.getByText('没有符合条件的企业与商铺')).toBeVisible();
    await page.getByRole('button', { name: '回到今天' }).click();
    await expect(page.getByRole('table')).toBeVisible();
  });

  await test.step('the record goes on, and its history says why', async () => {
    await page.goto(record);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(MERGED.name);
    await expect(page.getByRole('main')).toContainText('大荆镇、桃林寺镇合并设立荆林镇');
  });

  await test.step('a village moves to the new town with what stands in it', async () => {
    await page.goto('/grids/area-changes/reorganise');
    await page.getByLabel('原区划').click();
    const opened = page.getByLabel('原区划').locator('xpath=..');
    await opened.getByRole('combobox').fill('430681113');
    const village = opened.getByRole('option').filter({ hasText: `${MOVED_FROM} /` }).first();
    const moved = (await village.innerText()).split('\n')[0]!.trim();
    await village.click();
    await page.getByRole('button', { name: '新代码' }).click();
    await page.getByRole('textbox', { name: '新代码' }).fill(`${MERGED.code}990`);
    await page.getByRole('textbox', { name: '说明' }).fill(`${moved}划归荆林镇`);
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByRole('button', { name: /^执行调整/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '执行区划调整' }).click();
    await expect(page.getByRole('table')).toContainText(moved);
    await expect.poll(async () => inAll(await figures(page)), { timeout: 30_000 }).toBe(inAll(before));
  });
});
