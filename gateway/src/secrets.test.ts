import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exportRegister } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { makeIdentityCard } from '@moduan/schema/codes';
import { rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, type Answer, type City } from './testing/open-city';

const TOWN = '430681102';
const office = personOf('office', [{ prefix: TOWN }], TOWN);
const withoutLooking = personOf('desk', [{ prefix: TOWN }], TOWN, Object.keys(permissionLabels).filter((code) => !code.endsWith('.reveal')));
const elsewhere = personOf('elsewhere', [{ prefix: '430681104' }], '430681104');
const PHONE = '13811118000';
const CARD = makeIdentityCard({ division: '430699', birth: '1984-02-29', serial: 7 });

let city: City;
let unitId: string;
let id: string;
const ask = (document: string, i: object, actor = office) => city.ask('offices', actor, document, { i });
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
const CREATE = 'mutation M($i: CreatePersonInput!) { made: createPerson(input: $i) { id version phone idCard } }';
const REVEAL = 'mutation M($i: RevealInput!) { value: revealPerson(input: $i) }';

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'secrets');
  unitId = (dataOf(await ask('mutation M($i: CreateUnitInput!) { made: createUnit(input: $i) { id } }', { name: 'Office', kind: 'OTHER', areaCode: TOWN })).made as { id: string }).id;
  id = (dataOf(await ask(CREATE, { name: 'A person', unitId, areaCode: TOWN, phone: PHONE, idCard: CARD })).made as { id: string }).id;
});
afterAll(() => city.close());

describe('a secret', () => {
  it('is answered masked wherever the record is: when it is entered, changed, listed, read, exported', async () => {
    const masked = { phone: '138****8000', idCard: `430699********${CARD.slice(-4)}` };
    const made = dataOf(await ask(CREATE, { name: 'Another', unitId, areaCode: TOWN, phone: PHONE })).made as { id: string };
    expect(made).toMatchObject({ phone: masked.phone, idCard: null });
    const amended = await ask('mutation M($i: AmendPersonInput!) { made: amendPerson(input: $i) { phone } }', { id: made.id, version: 1, title: 'x', phone: '13922229000' });
    expect(dataOf(amended).made).toEqual({ phone: '139****9000' });
    const list = await city.ask('offices', office, `query Q($id: ID!) { people(filter: { ids: [$id] }) { nodes { phone idCard } } person(id: $id) { phone idCard } }`, { id });
    expect(list.data).toEqual({ people: { nodes: [masked] }, person: masked });
    const people = city.composition.services.get('offices')!.definition.things.find(({ register }) => register.many === 'people')!;
    const file = await text(await exportRegister(city.contextOf('offices', office), people, { format: 'csv', filter: { ids: [id] }, columns: ['phone', 'idCard'] }));
    expect(file.trim().split('\r\n')[1]).toBe(`${masked.phone},${masked.idCard}`);
  });

  it('does not stand in the database as it is', async () => {
    const tables = (await rowsOf(city.url, "select table_name as name from information_schema.tables where table_schema = 'offices' and table_type = 'BASE TABLE'")).map(({ name }) => String(name));
    for (const table of tables) expect([table, JSON.stringify(await rowsOf(city.url, `select * from offices.${table}`))]).toEqual([table, expect.not.stringMatching(new RegExp(`${PHONE}|${CARD}`))]);
  });

  it('is found to be there already without being shown', async () => {
    const { errors } = await ask(CREATE, { name: 'Twin', unitId, areaCode: TOWN, idCard: CARD });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'idCard' }] } } }]);
    expect(JSON.stringify(errors)).not.toContain(CARD);
  });
});

describe('a look at it', () => {
  const looks = () => rowsOf(city.url, "select actor_name, changes from offices.audit where record_id = $1 and action = 'person.reveal'", [id]);

  it('gives the full value and stands in the history, every time', async () => {
    for (const field of ['phone', 'idCard', 'phone']) expect(dataOf(await ask(REVEAL, { id, field })).value).toBe(field === 'phone' ? PHONE : CARD);
    expect(await looks()).toEqual(['phone', 'idCard', 'phone'].map((field) => ({ actor_name: 'office', changes: [{ field, from: null, to: null }] })));
  });

  it('is refused to who may not look, and what is elsewhere is not there', async () => {
    const before = await looks();
    expect(codeOf(await ask(REVEAL, { id, field: 'phone' }, withoutLooking))).toBe('FORBIDDEN');
    expect(codeOf(await ask(REVEAL, { id, field: 'phone' }, elsewhere))).toBe('NOT_FOUND');
    for (const field of ['name', 'phoneSealed', '__proto__', 'constructor']) expect([field, codeOf(await ask(REVEAL, { id, field }))]).toEqual([field, 'INVALID_INPUT']);
    expect(await looks()).toEqual(before);
  });
});
