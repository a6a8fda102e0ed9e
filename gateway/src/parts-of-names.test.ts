import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }]);
let city: City;

const NAMES = ['汨罗市新栗花炮厂', '新栗百货', 'XX 电子', '100% 果汁店', '下_划线', '汨 罗 江鱼馆', '𠮷野家'];
const found = async (search: string, who = bureau) => {
  const { list } = dataOf(await city.ask('enterprises', who, 'query Q($s: String!) { list: premisesList(filter: { search: $s }, orderBy: { field: NAME, direction: ASC }) { nodes { name } } }', { s: search }));
  return (list as { nodes: { name: string }[] }).nodes.map(({ name }) => name).sort();
};

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'parts_of_names');
  for (const name of NAMES) dataOf(await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name, kind: 'SHOP', areaCode: '430681', address: '归义街 1 号', responsiblePerson: '欧阳建国' } }));
  await rowsOf(city.url, `insert into enterprises.premises (id, version, created_at, created_by, created_by_name, updated_at, name, kind, area_code, tags, placed)
    select gen_random_uuid(), 1, now(), 'fill', 'fill', now(), '第' || place || '号商行', 'SHOP', '430681', '{}', 'CITY' from generate_series(1, 5000) as place`);
  await rowsOf(city.url, 'analyze enterprises.premises');
});
afterAll(() => city.close());

describe('search', () => {
  it.each<[string, readonly string[]]>([
    ['新栗', ['新栗百货', '汨罗市新栗花炮厂']], ['栗百', ['新栗百货']], ['汨罗市新栗花炮厂', ['汨罗市新栗花炮厂']], ['xx', ['XX 电子']], ['00%', ['100% 果汁店']], ['%果', []], ['下_', ['下_划线']], ['_划', ['下_划线']], ['下?', []],
    ['汨罗', ['汨罗市新栗花炮厂']], ['炮厂 汨罗', ['汨罗市新栗花炮厂']], ['吉野', []], ['𠮷野', ['𠮷野家']], ['\\', []], ['电子归义', []], ['花', ['汨罗市新栗花炮厂']],
  ])('finds %s by any part of a text, and nothing that is not there', async (search, names) => {
    expect(await found(search)).toEqual([...names].sort());
  });

  it('looks into all that is searchable, and not beyond the reach', async () => {
    expect(await found('归义街')).toHaveLength(NAMES.length);
    expect(await found('阳建')).toHaveLength(NAMES.length);
    expect(await found('新栗', personOf('elsewhere', [{ prefix: '430682' }]))).toEqual([]);
  });

  it('finds two characters of a name by the index', async () => {
    const [plan] = await rowsOf(city.url, `explain (format json) select id from enterprises.premises where
      (name ilike '%新栗%' or operator_name ilike '%新栗%' or credit_code ilike '%新栗%' or address ilike '%新栗%' or responsible_person ilike '%新栗%' or safety_officer ilike '%新栗%')
      and enterprises.premises_words(name, operator_name, credit_code, address, responsible_person, safety_officer) ilike '%新x栗x%'`);
    expect(JSON.stringify(plan)).toContain('premises_parts');
  });
});
