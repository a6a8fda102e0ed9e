import type { Page, Route } from '@playwright/test';
import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { signInAs } from '../steps/sign-in';

// what is broken on purpose says so in the console
test.use({ expected: /remotes\/grids|RUNTIME-008|dynamically imported module|broke on purpose|status of 503/, actionTimeout: 15_000 });

const FILES = /\/remotes\/grids\/.*\.js(\?|$)/;
const javascript = (body: string) => (route: Route) => route.fulfill({ contentType: 'text/javascript', body });
/** A remote as the portal loads it, with a module of our own. */
const remote = (module: string) => javascript(`export const init = () => {};\nexport const get = async () => { const made = await (async () => { ${module} })(); return () => made; };`);

/** Fewer seconds than an office waits. */
const patience = (page: Page) =>
  page.route('**/portal-manifest.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), patience: 1_500 } });
  });

const ways: readonly { readonly name: string; readonly files?: RegExp; readonly reason: string | RegExp; readonly break: (route: Route) => Promise<unknown> | void }[] = [
  { name: 'answers 503', reason: '模块没有读到', break: (route) => route.fulfill({ status: 503, body: '' }) },
  { name: 'has an entry and lacks a file', files: /\/remotes\/grids\/.*assets\/module-.*\.js$/, reason: '模块没有读到', break: (route) => route.fulfill({ status: 404, json: {} }) },
  { name: 'never answers', reason: /等了 2 秒没有回答/, break: () => undefined },
  { name: 'throws while it loads', files: /\/remotes\/grids\/.*assets\/module-.*\.js$/, reason: /模块自己出错（broke on purpose）/, break: javascript(`throw new Error('broke on purpose');`) },
  { name: 'is of another contract', reason: '部门模块的版本与门户不合', break: remote(`return { default: { contract: 0, name: 'grids', routes: [] } };`) },
];

/** What goes on while one department is broken. */
async function restGoesOn(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '企业与商铺', exact: true }).first().click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('navigation', { name: '已打开的页面' }).getByRole('link', { name: '企业与商铺' })).toBeVisible();
}

for (const way of ways)
  test(`a department that ${way.name} shows its card; the rest goes on, and the department comes back`, async ({ page }) => {
    await patience(page);
    await page.route(way.files ?? FILES, way.break);
    await signInAs(page, 'bureau');
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '网格', exact: true }).click();
    const card = page.getByRole('alert');
    await expect(card.getByRole('heading', { name: '网格与区划暂时打不开' })).toBeVisible();
    await expect(card).toContainText(way.reason);
    await expect(page).toHaveURL(/\/grids\/grids$/);
    await expectAccessible(page, way.name);

    await card.getByRole('button', { name: '再试一次' }).click();
    await expect(card).toContainText(way.reason);
    await restGoesOn(page);

    await page.goBack();
    await expect(card).toContainText(way.reason);
    await page.unroute(way.files ?? FILES);
    await card.getByRole('button', { name: '再试一次' }).click();
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });

test('a department that was down opens at the next visit', async ({ page }) => {
  await page.route(FILES, (route) => route.fulfill({ status: 503, body: '' }));
  await signInAs(page, 'bureau');
  const link = page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '网格', exact: true });
  await link.click();
  await expect(page.getByRole('heading', { name: '网格与区划暂时打不开' })).toBeVisible();
  await restGoesOn(page);
  await page.unroute(FILES);
  await link.click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('a page that throws while it renders shows the card in its tab alone', async ({ page }) => {
  const throwing = `{ path: '/grids/grids', meta: { title: { zh: '网格', en: 'Grids' } }, component: { render() { throw new Error('broke on purpose'); } } }`;
  const whole = `{ path: '/grids/areas', meta: { title: { zh: '区划', en: 'Areas' } }, component: { render: () => '区划在这里' } }`;
  await page.route(FILES, remote(`return { default: { contract: 1, name: 'grids', routes: [${throwing}, ${whole}] } };`));
  await signInAs(page, 'bureau');
  const menu = page.getByRole('navigation', { name: '主菜单' });
  await menu.getByRole('link', { name: '网格', exact: true }).click();
  const card = page.getByRole('alert');
  await expect(card.getByRole('heading', { name: '网格与区划的这个页面出错了' })).toBeVisible();
  await expect(card).toContainText('broke on purpose');
  await expectAccessible(page, 'page that throws');
  await page.goto('/grids/areas');
  await expect(page.getByRole('main')).toContainText('区划在这里');
  await restGoesOn(page);
  await page.getByRole('navigation', { name: '已打开的页面' }).getByRole('link', { name: '网格' }).click();
  await expect(card).toBeVisible();
  await page.unroute(FILES);
  await card.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('a department whose service is down says so in its page', async ({ page }) => {
  await signInAs(page, 'bureau');
  await page.route('**/graphql', (route) => route.fulfill({ json: { data: null, errors: [{ message: 'grids 暂时没有应答', extensions: { code: 'UNAVAILABLE' } }] } }));
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '网格', exact: true }).click();
  await expect(page.getByRole('heading', { name: /没有读出来/ }).first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText('grids 暂时没有应答');
  await expect(page.getByRole('heading', { name: /暂时打不开/ })).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('the card fits, and leads on', async ({ page }) => {
    await page.route(FILES, (route) => route.fulfill({ status: 503, body: '' }));
    await signInAs(page, 'bureau');
    await page.goto('/grids/grids');
    await expect(page.getByRole('heading', { name: '网格与区划暂时打不开' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectAccessible(page, 'card on a phone');
    await page.getByRole('link', { name: '去别的部门' }).click();
    await expect(page.getByRole('main')).toContainText('您可以办');
  });
});
