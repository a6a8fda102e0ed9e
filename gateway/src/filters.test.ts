import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dataOf, openCity, personOf, type City } from './testing/open-city';

const TOWN = '430681102';
const office = personOf('office', [{ prefix: TOWN }], TOWN);
const NAMES = ['100%', '1000', 'a_b', 'axb', 'a\\b', "o'neill; drop table premises --", '汨罗 一厂', '汨罗二厂'];

let city: City;
const ask = (document: string, variables?: object) => city.ask('enterprises', office, document, variables);
const CREATE = 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version } }';

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'filters');
  for (const name of NAMES) dataOf(await ask(CREATE, { i: { name, kind: 'SHOP', areaCode: TOWN, employees: name.length } }));
});
afterAll(() => city.close());

const found = async (filter: object) => {
  const { page } = dataOf(await ask('query Q($f: PremisesFilter) { page: premisesList(filter: $f, first: 200) { nodes { name } } }', { f: filter }));
  return (page as { nodes: { name: string }[] }).nodes.map(({ name }) => name).sort();
};
const faultsOf = (errors: readonly { extensions: Record<string, unknown> }[] | undefined) => {
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  return (errors![0]!.extensions.details as { fields: { path: string; message: string }[] }).fields;
};

describe('a search', () => {
  it.each([['%', ['100%']], ['_', ['a_b']], ['\\', ['a\\b']], ["o'neill;", [NAMES[5]]], ['A_B', ['a_b']], ['厂 汨罗', ['汨罗 一厂', '汨罗二厂']], ['nowhere', []]])(
    'takes signs for themselves: %s', async (search, names) => {
      expect(await found({ search })).toEqual(names);
    });

  it('of blanks alone is no search', async () => {
    expect(await found({ search: '  ' })).toHaveLength(NAMES.length);
  });
});

describe('a filter', () => {
  it('holds with all the others together', async () => {
    expect(await found({ search: 'a', employees: { from: 3, to: 3 }, kind: ['SHOP'] })).toEqual(['a\\b', 'a_b', 'axb']);
    expect(await found({ search: 'a', employees: { from: 4, to: 9 } })).toEqual([]);
  });

  it('by no value at all matches nothing; what is missing is asked for by name', async () => {
    expect(await found({ kind: [] })).toEqual([]);
    expect(await found({ ids: [] })).toEqual([]);
    expect(await found({ areaCode: [] })).toEqual([]);
    expect(await found({ statusMissing: true })).toHaveLength(NAMES.length);
    expect(await found({ statusMissing: false })).toEqual([]);
  });

  it('never widens what may be read', async () => {
    expect(await found({ areaCode: ['430681', '43'] })).toHaveLength(NAMES.length);
    expect(await found({ areaCode: ['430681104'] })).toEqual([]);
  });
});

describe('input', () => {
  it('that is wrong in several places is named in all of them', async () => {
    const i = { name: ' ', areaCode: '12', creditCode: '9135', employees: -1, longitude: 500, responsiblePhone: '123' };
    const faults = faultsOf((await ask(CREATE, { i })).errors);
    expect(faults.map(({ path }) => path).sort()).toEqual(['areaCode', 'creditCode', 'employees', 'kind', 'longitude', 'name', 'responsiblePhone']);
    for (const { message } of faults) expect(message).toMatch(/\p{Script=Han}/u);
  });

  it('is named in the language of the person', async () => {
    const { errors } = await city.ask('enterprises', office, CREATE, { i: { kind: 'SHOP', areaCode: TOWN } }, 'en');
    expect(faultsOf(errors)).toEqual([{ path: 'name', message: 'Name is required' }]);
  });

  it.each([
    ['a control sign', { name: 'a\u0000b' }], ['an invisible mark', { name: 'a\u202eb' }], ['half a sign', { name: 'a\ud800b' }], ['two lines', { name: 'a\nb' }],
    ['too long', { name: 'a'.repeat(201) }], ['whole numbers too large', { employees: 2_000_000 }], ['a null where there must be a value', { name: null }],
  ])('with %s is refused by its field', async (_what, change) => {
    const faults = faultsOf((await ask(CREATE, { i: { name: 'x', kind: 'SHOP', areaCode: TOWN, ...change } })).errors);
    expect(faults.map(({ path }) => path)).toEqual(Object.keys(change));
  });

  it('leaves a record as it was when an amendment is wrong in one place', async () => {
    const { id, version } = dataOf(await ask(CREATE, { i: { name: 'Kept', kind: 'SHOP', areaCode: TOWN } })).made as { id: string; version: number };
    const amend = 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }';
    expect(faultsOf((await ask(amend, { i: { id, version, name: 'Changed', employees: -1 } })).errors).map(({ path }) => path)).toEqual(['employees']);
    expect(dataOf(await ask('query Q($id: ID!) { one: premises(id: $id) { name version } }', { id })).one).toEqual({ name: 'Kept', version: 1 });
  });

  it('that no field is made for is refused before anything runs', async () => {
    for (const i of [{ name: 'x', kind: 'SHOP', areaCode: TOWN, stars: 5 }, { name: 'x', kind: 'SHOP', areaCode: TOWN, createdBy: 'me' }, { name: 'x', kind: 'SHOP', areaCode: TOWN, __proto__x: 1 }])
      expect((await ask(CREATE, { i })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('made to break the list is refused as bad input, never as a bug', async () => {
    const broken = [{ ids: ['x'] }, { ids: ["' or 1=1"] }, { search: 'a\u0000b' }, { search: '\ud800' }, { creditCode: { is: '\u0000' } }, { areaCode: ['43x'] }, { areaCode: ['%'] }, { operatorId: ['1'] }];
    for (const f of broken) {
      const { errors } = await ask('query Q($f: PremisesFilter) { premisesList(filter: $f) { totalCount nodes { id } } }', { f });
      expect([JSON.stringify(f), (errors ?? []).map(({ extensions }) => extensions.code).filter((code) => code === 'INTERNAL')]).toEqual([JSON.stringify(f), []]);
    }
    expect(city.bugs).toEqual([]);
  });
});
