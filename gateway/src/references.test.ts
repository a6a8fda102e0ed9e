import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dataOf, openCity, personOf, type Answer, type City } from './testing/open-city';
import { checkFile } from './testing/take-file';

const [A, B] = ['430681102', '430681104'];
const ofA = personOf('town A', [{ prefix: A }], A);
const ofB = personOf('town B', [{ prefix: B }], B);
/** Roles are the city's. */
const bureau = personOf('bureau', [{ prefix: '430681' }]);

let city: City;
let mine: Record<'unit' | 'person' | 'role' | 'premises', string>;
let theirs: typeof mine;

const create = (actor: typeof ofA, service: string, type: string, input: object) => city.ask(service, actor, `mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id version } }`, { i: input });
const idOf = (answer: Answer) => (dataOf(answer).made as { id: string }).id;
const faultsOf = ({ errors }: Answer) => errors?.map(({ extensions }) => [extensions.code, (extensions.details as { fields?: { path: string }[] } | undefined)?.fields?.map(({ path }) => path)]);

async function furnish(actor: typeof ofA, areaCode: string) {
  const unit = idOf(await create(actor, 'offices', 'Unit', { name: `Office ${areaCode}`, kind: 'OTHER', areaCode }));
  const person = idOf(await create(actor, 'offices', 'Person', { name: `Person ${areaCode}`, unitId: unit, areaCode }));
  const role = idOf(await create(bureau, 'offices', 'Role', { name: `Role ${areaCode}`, permissions: ['UNIT_READ'] }));
  const premises = idOf(await create(actor, 'enterprises', 'Premises', { name: `Shop ${areaCode}`, kind: 'SHOP', areaCode }));
  return { unit, person, role, premises };
}

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'references');
  mine = await furnish(ofA, A);
  theirs = await furnish(ofB, B);
});
afterAll(() => city.close());

const NOWHERE = '01890000-0000-7000-8000-000000000000';

describe.each([['of another town', () => theirs], ['that is not there', () => ({ unit: NOWHERE, person: NOWHERE, role: NOWHERE, premises: NOWHERE })], ['that is no id', () => ({ unit: 'x', person: 'x', role: 'x', premises: 'x' })]])('a record %s', (which, other) => {
  it('can not be named in a new record: its field is at fault, and nothing tells whether it is there', async () => {
    const { unit, person, role, premises } = other();
    const post = { post: 'OTHER', areaCode: A, startsOn: '2026-01-01', personId: mine.person, unitId: mine.unit, roleId: mine.role };
    const cases: [string, string, string, object][] = [
      ['offices', 'Unit', 'parentId', { name: `Below ${which}`, kind: 'OTHER', areaCode: A, parentId: unit }],
      ['offices', 'Person', 'unitId', { name: 'New', areaCode: A, unitId: unit }],
      ['offices', 'Appointment', 'personId', { ...post, personId: person }],
      ['offices', 'Appointment', 'unitId', { ...post, unitId: unit }],
      ['offices', 'Account', 'personId', { username: 'new.account', areaCode: A, personId: person }],
      ['enterprises', 'Licence', 'premisesId', { number: 'N', kind: 'FOOD', premisesId: premises }],
      ...(role === theirs.role ? [] : [['offices', 'Appointment', 'roleId', { ...post, roleId: role }] as [string, string, string, object]]),
    ];
    for (const [service, type, path, input] of cases) expect([type, path, faultsOf(await create(ofA, service, type, input))]).toEqual([type, path, [['INVALID_INPUT', [path]]]]);
    expect(city.bugs).toEqual([]);
  });

  it('can not be named in an amendment', async () => {
    const version = ((await city.ask('offices', ofA, 'query Q($id: ID!) { one: person(id: $id) { version } }', { id: mine.person })).data!.one as { version: number }).version;
    const amend = 'mutation M($i: AmendPersonInput!) { amendPerson(input: $i) { id } }';
    expect(faultsOf(await city.ask('offices', ofA, amend, { i: { id: mine.person, version, unitId: other().unit } }))).toEqual([['INVALID_INPUT', ['unitId']]]);
  });

  it('can not be named in a file', async () => {
    const [row] = await checkFile(city, ofA, 'offices', 'people', [{ 姓名: '新人', 所在机构: other().unit, 辖区: A }]);
    expect(row).toMatchObject({ outcome: 'FAULTY', faults: [{ field: 'unitId' }] });
  });
});

it('one of the own town can be named by its id in all of these ways', async () => {
  const person = idOf(await create(ofA, 'offices', 'Person', { name: 'Mine', areaCode: A, unitId: mine.unit }));
  const amended = await city.ask('offices', ofA, 'mutation M($i: AmendPersonInput!) { amendPerson(input: $i) { unit { id } } }', { i: { id: person, version: 1, unitId: mine.unit } });
  expect(dataOf(amended).amendPerson).toEqual({ unit: { id: mine.unit } });
  expect(await checkFile(city, ofA, 'offices', 'people', [{ 姓名: '新人', 所在机构: mine.unit, 辖区: A }])).toMatchObject([{ outcome: 'CREATE', faults: [] }]);
});
