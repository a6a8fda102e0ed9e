import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { MapSide } from '../steps/map-side';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

test.use({ geolocation: { longitude: 113.15, latitude: 28.8, accuracy: 12 }, permissions: ['geolocation'] });

test('standing in front of a shop, a safety supervisor gives it the place of the phone', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  await new PremisesRecord(page).enter(nameOfItsOwn());
  await page.getByRole('button', { name: '修改', exact: true }).click();
  await page.getByRole('button', { name: '在地图上选' }).click();
  const picker = page.getByRole('dialog', { name: '在地图上选位置' });
  await new MapSide(page).drawn(picker);
  await picker.getByRole('button', { name: '用我现在的位置' }).click();
  await expect(picker.getByRole('status')).toContainText('经度 113.15，纬度 28.8');
  await expect(picker.getByRole('status')).toContainText('误差约 12 米');
  await expect(picker.getByRole('status')).toContainText('落在网格“');
  await expectAccessible(page, 'choosing a place on the phone', 'dialog:last-of-type');
  await picker.getByRole('button', { name: '用这个位置' }).click();
  await expect(page.getByRole('dialog').getByLabel('经度', { exact: true })).toHaveValue('113.15');
});

test('the map of premises works by touch at the size of a phone', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  await page.goto('/enterprises/premises-list/map');
  const map = new MapSide(page);
  await map.drawn();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(page, 'map of premises on the phone');
  const single = await map.openUntilSingle();
  await single.tap();
  await expect(page.locator('.map-card').first()).toBeVisible();
});
