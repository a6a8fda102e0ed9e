import type { Page } from '@playwright/test';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';

/** What people have entered, and names of places, people and posts: it stands as it was written. */
const DATA = 'td, dd, .tab, .person, .post, .logo small, .crumb, .watermark, .cards, [translate=no], option, .page-head h1, .toasts, .history li, .history p, [aria-haspopup=listbox], h2 > small, .quiet, .lock-screen form > p';

/** Words of the portal that are seen and hold Chinese: headings, labels, buttons, heads of columns, hints, names of regions. */
const chineseOn = (page: Page) =>
  page.evaluate((data) => {
    const han = /\p{Script=Han}/u;
    const seen = (element: Element) => element.getClientRects().length > 0 && !element.closest(data) && !element.closest(':lang(zh)');
    const words = [...document.querySelectorAll('h1, h2, h3, h4, label, button, a, th, dt, legend, summary, p, small, caption, figcaption, [role=status], [role=alert]')].filter(seen).map((element) => {
      const copy = element.cloneNode(true) as Element;
      copy.querySelectorAll(data).forEach((part) => part.remove());
      return [element.tagName, copy.textContent ?? ''];
    });
    const attributes = ['placeholder', 'aria-label', 'title', 'alt'].flatMap((name) => [...document.querySelectorAll(`[${name}]`)].filter(seen).map((element) => [`${element.tagName} ${name}`, element.getAttribute(name) ?? '']));
    return [...words, ...attributes].filter(([, text]) => han.test(text!)).map(([where, text]) => `${where}: ${text!.trim().slice(0, 80)}`);
  }, DATA);

async function expectEnglish(page: Page, where: string): Promise<void> {
  expect.soft([...new Set(await chineseOn(page))], where).toEqual([]);
}

for (const username of ['bureau', 'admin'])
  test(`all that ${username} can open speaks English once it is chosen`, async ({ page }) => {
    test.setTimeout(400_000);
    await signInAs(page, username);
    await page.locator('.bar-tool.person').click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.keyboard.press('Escape');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expectEnglish(page, 'start');
    const paths = [...new Set(await page.locator('nav.nav a.sub').evaluateAll((links) => links.map((link) => link.getAttribute('href')!)))];
    expect(paths.length).toBeGreaterThan(8);
    const settled = () => expect(page.locator('main[aria-busy=true], main .loading')).toHaveCount(0);
    for (const path of paths)
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await settled();
        await expectEnglish(page, path);
        const first = page.locator('.table-frame tbody tr').first().getByRole('link').first();
        if (await first.isVisible().catch(() => false)) {
          await first.click();
          await expect(page.getByRole('heading', { name: /^History/ })).toBeVisible();
          await settled();
          await expectEnglish(page, `record of ${path}`);
        }
      });
    for (const [path, heading] of [['/my-account', 'Look'], ...(username === 'bureau' ? [['/enterprises/premises-list/new', ''], ['/enterprises/premises-list/import', ''], ['/enterprises/premises-list/summary', ''], ['/grids/nowhere', '']] : [['/offices/people/import', ''], ['/offices/accounts/new', '']])] as const)
      await test.step(path, async () => {
        await page.goto(path);
        await expect(heading ? page.getByRole('heading', { name: heading }) : page.getByRole('heading').first()).toBeVisible();
        await settled();
        await expectEnglish(page, path);
      });
    await page.keyboard.press('Control+Alt+l');
    await expect(page.getByRole('heading', { name: 'The screen is locked' })).toBeVisible();
    await expectEnglish(page, 'locked');
  });
