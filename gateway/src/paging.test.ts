import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exportRegister } from '@moduan/kernel';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { constantCase } from '@moduan/schema';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';
import { statementsOf } from './testing/statements';
import { takeFile } from './testing/take-file';

const TOWN = '430681102';
const office = personOf('office', [{ prefix: '430681' }], TOWN);
const MANY = 1150;
const NAMES = ['安', '宝', '陈', '丁', '二', 'A', 'a', '１', '1', '-'];
const orderFields = [...Object.entries(premisesRegister.fields).filter(([, field]) => 'sort' in field).map(([name]) => constantCase(name)), 'CREATED_AT', 'UPDATED_AT'];

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'paging');
  for (const [区划代码, 名称] of [['430681', '汨罗市'], [TOWN, '新市镇']]) await takeFile(city, office, 'grids', 'areas', [{ 区划代码: 区划代码!, 名称: 名称! }]);
  await untilHeard(city);
  // Names come again and again, most have no number of employees: what an order must keep apart.
  const rows = Array.from({ length: MANY }, (_, i) => ({ 名称: `${NAMES[i % 10]}${i % 7}`, 地址: `${i}号`, 类别: '商铺', 所在区域: TOWN, 从业人数: i % 3 ? '' : i % 11 }));
  await takeFile(city, office, 'enterprises', 'premisesList', rows);
});
afterAll(() => city.close());

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string; readonly endCursor: string };
}
const PAGE = '{ nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
const ask = (argument: string, actor = office) => city.ask('enterprises', actor, `{ page: premisesList(${argument}) ${PAGE} }`);
const pageOf = async (argument: string) => dataOf(await ask(argument)).page as Page;
const idsOf = ({ nodes }: Page) => nodes.map(({ id }) => id);

/** All pages from one end to the other. */
async function walk(order: string, size: number, backward = false): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor ? `, ${backward ? 'before' : 'after'}: "${cursor}"` : '';
    const page = await pageOf(`orderBy: ${order}, ${backward ? 'last' : 'first'}: ${size}${from}`);
    ids.push(...(backward ? idsOf(page).reverse() : idsOf(page)));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    cursor = (backward ? hasPreviousPage : hasNextPage) ? (backward ? startCursor : endCursor) : null;
  } while (cursor);
  return ids;
}

/** The plan of a statement when there is no other way than an index, if there is that one. */
async function planOf(statement: string): Promise<string> {
  const owner = new Client({ connectionString: city.url });
  await owner.connect();
  try {
    await owner.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off');
    const { rows } = await owner.query(`explain (generic_plan, costs off) ${statement}`);
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  } finally {
    await owner.end();
  }
}

describe('pages', () => {
  it.each(orderFields)('by %s hold every record once, whichever way they are turned, and backward is forward reversed', async (field) => {
    for (const direction of ['ASC', 'DESC']) {
      const order = `{ field: ${field}, direction: ${direction} }`;
      const forward = await walk(order, 200);
      expect(new Set(forward).size).toBe(MANY);
      expect(forward).toHaveLength(MANY);
      expect((await walk(order, 193, true)).reverse()).toEqual(forward);
    }
  });

  it('put records without a value last, whichever way the list is turned', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const { page } = dataOf(await city.ask('enterprises', office, `{ page: premisesList(orderBy: { field: EMPLOYEES, direction: ${direction} }, first: 200) { nodes { employees } } }`));
      const known = (page as { nodes: { employees: number | null }[] }).nodes.map(({ employees }) => employees);
      expect(known).not.toContain(null);
    }
    const last = await pageOf('orderBy: { field: EMPLOYEES, direction: DESC }, last: 200');
    const { page } = dataOf(await city.ask('enterprises', office, 'query Q($ids: [ID!]) { page: premisesList(filter: { ids: $ids, employeesMissing: true }, first: 200) { nodes { id } } }', { ids: idsOf(last) }));
    expect((page as Page).nodes).toHaveLength(200);
  });

  it('know what stands before and after them', async () => {
    const first = await pageOf('first: 5');
    expect(first.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    const second = await pageOf(`first: 5, after: "${first.pageInfo.endCursor}"`);
    expect(second.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
    expect(idsOf(await pageOf(`last: 5, before: "${second.pageInfo.startCursor}"`))).toEqual(idsOf(first));
    expect((await pageOf('last: 5')).pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  });

  it('deep in the list are found like the first: by their position, without counting what stands before', async () => {
    let cursor = '';
    for (let i = 0; i < 5; i++) cursor = (await pageOf(`first: 200${cursor && `, after: "${cursor}"`}`)).pageInfo.endCursor;
    const deep = await statementsOf(() => pageOf(`first: 200, after: "${cursor}"`));
    expect(deep).toHaveLength(1);
    expect(deep[0]).not.toMatch(/offset/i);
  });

  it.each([['CREATED_AT', 'DESC'], ['CREATED_AT', 'ASC'], ['NAME', 'ASC'], ['NAME', 'DESC'], ['STARS', 'DESC']])('by %s %s begin where an index says, first or deep, and sort nothing', async (field, direction) => {
    const order = `orderBy: { field: ${field}, direction: ${direction} }, first: 200`;
    const { endCursor } = (await pageOf(order)).pageInfo;
    for (const from of ['', `, after: "${endCursor}"`]) {
      const [statement] = await statementsOf(() => pageOf(`${order}${from}`));
      const plan = await planOf(statement!);
      expect(plan).toMatch(/Index Scan/);
      expect(plan).not.toMatch(/Sort/);
      if (from && field !== 'STARS') expect(plan).toMatch(/Index Cond: \(ROW\(/);
    }
  });

  it('hold 1 to 200 records', async () => {
    for (const [argument, path] of [['first: 201', 'first'], ['first: 0', 'first'], ['first: -1', 'first'], ['last: 201', 'last'], ['first: null, last: 0', 'last']])
      expect((await ask(argument!)).errors, `${argument}`).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path }] } } }]);
    expect((await pageOf('first: 200')).nodes).toHaveLength(200);
  });
});

describe('a cursor', () => {
  const cursor = async (argument = 'first: 3') => (await pageOf(argument)).pageInfo.endCursor;
  const refused = { errors: [{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'after' }] } } }] };

  it('that was altered is refused', async () => {
    const [body, signature] = (await cursor()).split('.') as [string, string];
    const position = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[];
    const other = Buffer.from(JSON.stringify([position[0], '2020-01-01', position[2]])).toString('base64url');
    for (const made of [`${other}.${signature}`, `${body}.${signature.slice(1)}A`, `${body}.`, body, '', '.', 'x.y', `${body}.${signature}A`].filter(Boolean))
      expect(await ask(`first: 3, after: ${JSON.stringify(made)}`), `${made}`).toMatchObject(refused);
  });

  it('of another order or another list is refused', async () => {
    const of = await cursor('first: 3, orderBy: { field: NAME, direction: ASC }');
    expect(await ask(`first: 3, after: "${of}"`)).toMatchObject(refused);
    expect(await ask(`first: 3, after: "${of}", orderBy: { field: NAME, direction: DESC }`)).toMatchObject(refused);
    expect(await city.ask('enterprises', office, `{ operators(first: 3, after: "${await cursor()}") { nodes { id } } }`)).toMatchObject(refused);
  });

  it('of somebody else is refused', async () => {
    const colleague = personOf('colleague', [{ prefix: '430681' }], TOWN);
    expect(await ask(`first: 3, after: "${await cursor()}"`, colleague)).toMatchObject(refused);
  });
});

it('leaves as a file with every record once, however many there are', async () => {
  const thing = city.composition.services.get('enterprises')!.definition.things.find(({ register }) => register.many === 'premisesList')!;
  for (const orderBy of [undefined, { field: 'name', direction: 'ASC' as const }, { field: 'employees', direction: 'DESC' as const }]) {
    const file = await text(await exportRegister(city.contextOf('enterprises', office), thing, { format: 'csv', columns: ['address'], orderBy }));
    const addresses = file.trim().split('\r\n').slice(1);
    expect(addresses).toHaveLength(MANY);
    expect(new Set(addresses).size).toBe(MANY);
  }
});
