import { toCgcs2000 } from '@moduan/schema/coordinates';
import { expectAccessible } from '../steps/axe';
import { expect, test } from '../steps/clean-console';
import { MapSide } from '../steps/map-side';
import { nameOfItsOwn, PremisesRecord } from '../steps/premises-record';
import { signInAs } from '../steps/sign-in';

test('a filtered list becomes a map, a cluster opens to premises, one of them to its record, and the way leads back', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  await page.goto('/enterprises/premises-list?kind=SHOP');
  await page.getByRole('link', { name: '地图', exact: true }).click();
  await expect(page).toHaveURL(/premises-list\/map\?kind=SHOP/);
  const map = new MapSide(page);
  await map.drawn();

  await test.step('the figures are those of the list, and those without a point are listed', async () => {
    await expect(page.getByText(/视野内 [\d,]+ 家 \//)).toBeVisible();
    const [, without] = /([\d,]+) 家没有坐标/.exec(await page.getByRole('link', { name: /家没有坐标/ }).innerText())!;
    await expectAccessible(page, 'map of premises');
    await page.getByRole('link', { name: /家没有坐标/ }).click();
    await expect(page).toHaveURL(/kind=SHOP.*longitude=-|longitude=-.*kind=SHOP/);
    await expect(page.locator('tfoot')).toContainText(`${without} 家`);
    await page.goBack();
    await map.drawn();
  });

  await test.step('clusters open by the list, a premises tells of itself and opens', async () => {
    const single = await map.openUntilSingle();
    const name = await single.innerText();
    await single.click();
    const card = page.locator('.map-card', { hasText: name });
    await expect(card).toContainText('商铺');
    await card.getByRole('link', { name: '打开档案' }).click();
    await expect(new PremisesRecord(page).heading(name)).toBeVisible();
  });

  await test.step('a click into the picture finds what stands there', async () => {
    await page.goBack();
    await map.drawn();
    await map.canvas().focus();
    const before = await page.getByText(/视野内 [\d,]+ 家 \//).innerText();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Equal');
    await expect(page.getByText(/视野内 [\d,]+ 家 \//)).not.toHaveText(before);
  });
});

test('grids are filled by their staffing, with figures that open the list', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  await page.goto('/grids/grids');
  await page.getByRole('link', { name: '地图', exact: true }).click();
  const map = new MapSide(page, '地图上的网格');
  await map.drawn();
  await expect(map.list).toContainText('配齐');
  await map.list.getByRole('listitem').locator('button[aria-pressed]').first().click();
  await expect(map.list.getByRole('link', { name: '打开网格' })).toBeVisible();
  await expectAccessible(page, 'map of grids');
  await map.list.getByRole('listitem').filter({ hasText: '缺员' }).getByRole('link').click();
  await expect(page).toHaveURL(/grids\/grids\?staffing=SHORT/);
});

test('a boundary is drawn on the map, saved, and its size follows', async ({ page }) => {
  await signInAs(page, 'xinshi');
  await page.goto('/grids/grids/map');
  const map = new MapSide(page, '地图上的网格');
  await map.drawn();
  await map.list.getByRole('listitem').locator('button[aria-pressed]').nth(40).click();
  await map.list.getByRole('link', { name: '打开网格' }).click();
  const record = new PremisesRecord(page);
  const size = record.fact('面积（km²）');
  const before = await size.innerText();
  await record.action('修改').click();
  await page.getByRole('button', { name: '在地图上画' }).click();
  const drawer = page.getByRole('dialog', { name: '画边界' });
  await map.drawn(drawer);
  await expect(drawer.getByText(/^面积 [\d.]+ km²$/)).toBeVisible();
  await expectAccessible(page, 'drawing a boundary', 'dialog:last-of-type');
  await drawer.getByRole('button', { name: '清空重画' }).click();
  await expect(drawer.getByText('还没有画')).toBeVisible();

  const box = (await map.canvas(drawer).boundingBox())!;
  const at = (x: number, y: number) => page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  const corners = [[0.35, 0.3], [0.65, 0.3], [0.65, 0.7], [0.35, 0.7]] as const;
  for (const [x, y] of corners) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await at(x, y);
    await page.waitForTimeout(400);
  }
  await expect(drawer.getByText(/^正在画：\d 个拐点$/)).toBeVisible();
  await at(...corners[0]);
  await expect(drawer.getByText(/^面积 [\d.]+ km²$/)).toBeVisible();
  const [, drawn] = /面积 ([\d.]+)/.exec(await drawer.getByText(/^面积/).innerText())!;
  await drawer.getByRole('button', { name: '用这个边界' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(size).toHaveText(drawn!);
  await expect(size).not.toHaveText(before);
});

test('a point of a phone map is converted, said to lie in its grid, and saved in CGCS2000', async ({ page }) => {
  await signInAs(page, 'xinshi-safety');
  const record = new PremisesRecord(page);
  const name = nameOfItsOwn();
  await record.enter(name);
  await record.action('修改').click();
  await page.getByRole('button', { name: '在地图上选' }).click();
  const picker = page.getByRole('dialog', { name: '在地图上选位置' });
  await new MapSide(page).drawn(picker);
  await expectAccessible(page, 'choosing a place', 'dialog:last-of-type');
  await picker.getByLabel('坐标系').selectOption('GCJ02');
  await picker.getByLabel('键入或粘贴“经度, 纬度”').fill('113.1552，28.7968');
  await picker.getByRole('button', { name: '放到这里' }).click();
  const [longitude, latitude] = toCgcs2000([113.1552, 28.7968], 'GCJ02');
  await expect(picker.getByRole('status')).toContainText(`经度 ${longitude}，纬度 ${latitude}`);
  await expect(picker.getByRole('status')).toContainText('落在网格“');
  await picker.getByRole('button', { name: '用这个位置' }).click();
  await expect(page.getByRole('dialog').getByLabel('经度', { exact: true })).toHaveValue(String(longitude));
  await record.save();
  await expect(record.fact('经度')).toContainText('113.1');
  const read = await page.request.get(`/exports/enterprises/premisesList.csv?lang=zh&columns=name,longitude,latitude&filter=${encodeURIComponent(JSON.stringify({ search: name }))}`);
  expect(await read.text()).toContain(`${longitude},${latitude}`);
});
