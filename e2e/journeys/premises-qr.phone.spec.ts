import { expect, test } from '../steps/clean-console';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

// a code that the person may not read is answered with this status
test.use({ expected: /status of (400|404) .*\/graphql/ });

test('the code on a door asks who it is, then shows the place; who may not read it is told so without the name', async ({ page, browser }) => {
  await signInAs(page, 'xinshi-safety');
  const name = nameOfItsOwn();
  const record = new PremisesRecord(page);
  await record.enter(name);
  await record.action('门牌二维码').click();
  const sheet = page.locator('.door-sheet');
  await expect(sheet.getByRole('heading', { name })).toBeVisible();
  await expect(sheet.getByRole('img', { name: `二维码，打开 ${name} 的页面` })).toBeVisible();
  const code = await sheet.locator('.code').innerText();
  expect(code).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/);

  await test.step('who stands at the door signs in and sees the place', async () => {
    const phone = await (await browser.newContext()).newPage();
    await phone.goto(`/enterprises/at/${code}`);
    await phone.getByLabel('账号').fill('xinshi');
    await phone.getByLabel('密码', { exact: true }).fill('Moduan-430681');
    await phone.getByRole('button', { name: '登录', exact: true }).click();
    await expect(phone.getByRole('heading', { name })).toBeVisible();
    await expect(phone.getByText('未评 · 村（居）')).toBeVisible();
    await phone.getByRole('link', { name: '打开完整记录' }).click();
    await expect(new PremisesRecord(phone).heading(name)).toBeVisible();
    await phone.context().close();
  });

  await test.step('a stranger to the town learns nothing', async () => {
    const stranger = await (await browser.newContext()).newPage();
    await signInAs(stranger, 'baishui');
    await stranger.goto(`/enterprises/at/${code}`);
    await expect(stranger.getByRole('heading', { name: '您看不到这个场所' })).toBeVisible();
    await expect(stranger.getByText(name)).toHaveCount(0);
    await stranger.context().close();
  });
});
