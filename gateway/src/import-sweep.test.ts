import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { SecretBox } from '@moduan/kernel';
import { compose } from './composition';
import { rowsOf } from './testing/held-lock';
import { oneAtATime, openCity, testKeys, type City } from './testing/open-city';

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'import_sweep');
});
afterAll(() => city.close());

it('tells whoever sent a file that the check was interrupted; what was checked stays to be gone on with', async () => {
  await rowsOf(city.url, `insert into enterprises.import_run (id, register, file_name, state, area_code, created_by, created_by_name)
    select gen_random_uuid(), 'premisesList', 'a.csv', state, '430681', 'x', 'x' from unnest(array['READING', 'CHECKING', 'CHECKED', 'WRITTEN']) as state`);
  const again = await oneAtATime(inject('postgresUrl'), () => compose({ ownerUrl: city.url, secrets: new SecretBox(testKeys) }, () => {}));
  await again.close();
  const runs = await rowsOf(city.url, `select state, refusal ->> 'zh' as refusal from enterprises.import_run order by state, refusal`);
  const refused = { state: 'REFUSED', refusal: '系统在核对时停过，文件没有写入；请重新上传' };
  expect(runs).toEqual([{ state: 'CHECKED', refusal: null }, refused, refused, { state: 'WRITTEN', refusal: null }]);
});
