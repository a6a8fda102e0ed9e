import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { madePhoto } from '../steps/made-photo';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

// a file is refused on purpose
test.use({ expected: /422/ });

test('photos are added to premises; a colleague with the page open is told, a stranger’s link opens nothing', async ({ page, browser, baseURL }) => {
  const record = new PremisesRecord(page);
  const name = nameOfItsOwn();
  const files = page.getByRole('region', { name: '附件与照片' });
  await signInAs(page, 'xinshi');
  await record.enter(name);

  const colleague = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage();
  await signInAs(colleague, 'bureau');
  const told = colleague.waitForResponse((answer) => answer.url().endsWith('/events'));
  await colleague.goto(page.url());
  await expect(colleague.getByRole('heading', { level: 1, name })).toBeVisible();
  await told;

  await test.step('two photos arrive, a program is refused by name and keeps nothing back', async () => {
    await files.getByLabel(/^说明/).fill('东门');
    await files.locator('input[type=file][multiple]').setInputFiles([await madePhoto('东门一.jpg', '#884422'), { name: '工具.exe', mimeType: 'image/jpeg', buffer: Buffer.from('MZ program') }, await madePhoto('东门二.jpg', '#226688')]);
    await expect(files.getByRole('img')).toHaveCount(2);
    await expect(files.getByRole('alert')).toContainText('这种文件不收');
    await files.getByRole('button', { name: '不传 工具.exe' }).click();
    await expect(record.latest()).toContainText('添加附件');
    await expect(page.getByRole('status').filter({ hasText: '刚有变化' })).toHaveCount(0);
  });

  await test.step('the colleague is told, and sees them on asking', async () => {
    const notice = colleague.getByRole('status').filter({ hasText: '这条记录刚有变化' });
    await expect(notice).toBeVisible();
    await expect(colleague.getByRole('region', { name: '附件与照片' }).getByRole('img')).toHaveCount(0);
    await notice.getByRole('button', { name: '点此读取' }).click();
    await expect(colleague.getByRole('region', { name: '附件与照片' }).getByRole('img')).toHaveCount(2);
  });

  await test.step('looked at one after the other by keys, closed by Escape', async () => {
    await files.getByRole('button', { name: /查看/ }).first().click();
    const viewer = page.getByRole('dialog');
    await expect(viewer).toContainText('1 / 2');
    await page.keyboard.press('ArrowRight');
    await expect(viewer).toContainText('2 / 2');
    await expect.poll(() => viewer.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1200);
    await expectAccessible(page, 'a photo in the viewer', 'dialog');
    await page.keyboard.press('Escape');
    await expect(viewer).toHaveCount(0);
  });

  await test.step('a link that leaks opens for no other town', async () => {
    const link = await files.getByRole('img').first().getAttribute('src');
    const stranger = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage();
    await signInAs(stranger, 'baishui-safety');
    expect((await stranger.request.get(link!)).status()).toBe(404);
    expect((await page.request.get(link!)).status()).toBe(200);
    await stranger.context().close();
  });

  await test.step('removed with a reason, which the history keeps', async () => {
    await files.getByRole('button', { name: /查看/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '移除' }).click();
    await page.getByRole('dialog').getByLabel('移除原因').fill('拍重了');
    await page.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click();
    await expect(files.getByRole('img')).toHaveCount(1);
    await expect(record.latest()).toContainText('移除附件');
    await expect(record.latest()).toContainText('拍重了');
  });
  await colleague.context().close();
});

test('a list says how many records others have changed, and moves nothing before it is asked', async ({ page, browser, baseURL }) => {
  await signInAs(page, 'bureau');
  const listening = page.waitForResponse((answer) => answer.url().endsWith('/events'));
  await page.goto('/enterprises/premises-list');
  await expect(page.getByRole('table')).toBeVisible();
  await listening;
  const officer = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage();
  await signInAs(officer, 'xinshi');
  const name = nameOfItsOwn();
  await new PremisesRecord(officer).enter(name);
  const notice = page.getByRole('status').filter({ hasText: '1 条变化' });
  await expect(notice).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
  await notice.getByRole('button', { name: '点此读取' }).click();
  await expect(notice).toHaveCount(0);
  await officer.context().close();
});
