import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exportRegister } from '@moduan/kernel';
import { definitions } from './composition';
import { fillCity, PAGE, TOWN, village, type Measured } from './testing/fill-city';
import { openCity, personOf, type City } from './testing/open-city';
import { openGraph, type Graph } from './testing/open-graph';
import { statementsOf } from './testing/statements';
import { listsOf, summariesOf, wholeListsOf, wholeSelection } from './testing/whole-selection';

const everyone = personOf('bureau', [{ prefix: '430681' }]);
const NEWEST = 'orderBy: { field: CREATED_AT, direction: DESC }';
/** There is one set of rules in an installation. */
const isOne = (type: string) => type === 'Setting';
const things = definitions.flatMap(({ name, things: own }) => own.map((thing) => ({ service: name, thing, type: thing.register.type as string }))).filter(({ type }) => !isOne(type));
const imported = things.filter(({ thing }) => thing.register.can.includes('import')).map(({ thing }) => thing.register.many as string);

let city: City;
let graph: Graph;
let measured: Measured[];

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'statements');
  graph = await openGraph(city);
  measured = await fillCity(city, everyone);
});
afterAll(() => city.close());

/** So many records a file is read in at a time. */
const EXPORTED_AT_ONCE = 1000;

/** Operations are of towns, villages and grids, whose names stand in two tables: a few of them are in both already. */
const fewest = (many: string) => (many.endsWith('Operations') ? 50 : 1);

/** What a document sends to the database, and what it answers. */
async function heard(document: string) {
  let data: Record<string, unknown> = {};
  const statements = await statementsOf(async () => {
    const answer = await graph.ask(everyone, document);
    expect(answer.errors).toBeUndefined();
    data = answer.data!;
  });
  return { data, statements: statements.sort() };
}

it('sees what is sent: a list alone is one statement, with its total two', async () => {
  expect((await heard('{ units(first: 3) { nodes { id } } }')).statements).toHaveLength(1);
  expect((await heard('{ units(first: 3) { totalCount nodes { id } } }')).statements).toHaveLength(2);
});

it('asks for lists, their records, relations and histories in the same statements for 1 row and for 100', async () => {
  const lists = listsOf(graph.schema).filter(({ node }) => !isOne(node.name));
  expect(lists.map(({ node }) => node.name).sort()).toEqual(things.map(({ type }) => type).sort());
  for (const { name, page } of lists) {
    const list = (first: number) => heard(`{ page: ${name}(first: ${first}, ${NEWEST}) ${wholeSelection(page, 2)} }`);
    const [one, hundred] = [await list(fewest(name)), await list(PAGE)];
    expect((hundred.data.page as { nodes: unknown[] }).nodes, `${name}`).toHaveLength(PAGE);
    expect(hundred.statements, `${name}`).toEqual(one.statements);
    expect(one.statements.length, `${name}`).toBeGreaterThanOrEqual(3);
  }
}, 60_000);

it('asks for uploads with their counts and rows in the same statements for 1 and for several', async () => {
  const names = wholeListsOf(graph.schema).filter((name) => name !== 'reorganisationPlan');
  expect(names.sort()).toEqual(definitions.map(({ name }) => `${name}Imports`).sort());
  for (const [name, register] of [['enterprisesImports', 'premisesList'], ['gridsImports', 'areas'], ['officesImports', 'units']]) {
    const list = (first: number) => heard(`{ runs: ${name}(register: "${register}", first: ${first}) { id refusal columns { index } counts { rows create faults } rows(first: 2) { totalCount nodes { number cells } } } }`);
    const [one, several] = [await list(1), await list(20)];
    expect((several.data.runs as unknown[]).length).toBeGreaterThan(3);
    expect(several.statements, `${name}`).toEqual(one.statements);
  }
});

it('foresees the re-organisation of one area and of a hundred in one statement', async () => {
  const plan = (count: number) => heard(`{ plan: reorganisationPlan(moves: [${Array.from({ length: count }, (_, i) => `{ from: "${village(i)}", to: "${TOWN}${600 + i}" }`).join(' ')}]) { from to } }`);
  for (const count of [1, PAGE]) {
    const { data, statements } = await plan(count);
    expect((data.plan as unknown[]).length).toBe(count * 2);
    expect(statements).toHaveLength(1);
  }
});

it('breaks figures down in the same statements over 1 record and over 100', async () => {
  for (const { name, type } of summariesOf(graph.schema)) {
    const node = type.name.replace(/Summary$/, '');
    const { name: many } = listsOf(graph.schema).find((list) => list.node.name === node)!;
    const newest = await heard(`{ page: ${many}(first: 1, ${NEWEST}) { nodes { id } } }`);
    const { id } = (newest.data.page as { nodes: { id: string }[] }).nodes[0]!;
    const figures = (filter: string) => heard(`{ figures: ${name}(filter: ${filter}) ${wholeSelection(type, 0)} }`);
    const [one, all] = [await figures(`{ ids: ["${id}"], ended: false }`), await figures('{ ended: false }')];
    expect(one.data.figures).toMatchObject({ total: 1 });
    expect((all.data.figures as { total: number }).total).toBeGreaterThanOrEqual(PAGE);
    expect(all.statements.length, `${name}`).toBe(one.statements.length);
  }
});

describe.each(things)('$type', ({ service, thing, type }) => {
  const { many } = thing.register as { many: string };
  const key = thing.key as 'id' | 'code';
  const references = async (first: number) => {
    const { data } = await city.ask(service, everyone, `{ page: ${many}(first: ${first}, ${NEWEST}) { nodes { ${key} } } }`);
    return (data!.page as { nodes: object[] }).nodes.map((node) => ({ __typename: type, ...node }));
  };

  it('answers 1 and 100 references from other services in one statement', async () => {
    for (const first of [1, PAGE]) {
      const r = await references(first);
      const document = `query Q($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { id version } } }`;
      expect(await statementsOf(() => city.ask(service, everyone, document, { r }))).toHaveLength(1);
    }
  });

  it.each((thing.register.can as readonly string[]).includes('export') ? (['csv', 'xlsx'] as const) : [])('leaves as %s in the same statements for 1 row and for 100', async (format) => {
    const { data } = await city.ask(service, everyone, `{ page: ${many}(first: 1, ${NEWEST}) { nodes { id } } }`);
    const ids = (data!.page as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    const leave = (filter?: object) => statementsOf(async () => buffer(await exportRegister(city.contextOf(service, everyone), thing, { format, filter } as never)));
    // The whole trail names areas and grids, one entry of it may name only one of the two.
    const { all } = (await city.ask(service, everyone, `{ all: ${many}(first: 1) { totalCount } }`)).data as { all: { totalCount: number } };
    const more = (many.endsWith('Operations') ? 1 : 0) + Math.floor(all.totalCount / EXPORTED_AT_ONCE);
    expect((await leave()).length - (await leave({ ids })).length).toBeLessThanOrEqual(more);
  });
});

describe('a file', () => {
  it('was measured for every register that takes files', () => {
    expect([...new Set(measured.map(({ many }) => many))].sort()).toEqual([...imported].sort());
  });

  // What is kept between two requests, as the areas of the city, is read for the first alone.
  it('is checked and written in no more statements for 100 rows than for 1', () => {
    for (const { many, what, costs: [one, hundred] } of measured) {
      expect(hundred.check.length, `${many}, ${what}: check`).toBeLessThanOrEqual(one.check.length);
      expect(hundred.write.length, `${many}, ${what}: write`).toBeLessThanOrEqual(one.write.length);
    }
  });
});
