import { getNamedType, isLeafType, isObjectType, isRequiredArgument, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { definitions } from './composition';
import { fillCity } from './testing/fill-city';
import { dataOf, openCity, personOf, type City } from './testing/open-city';
import { openGraph, type Graph } from './testing/open-graph';
import { statementsOf } from './testing/statements';
import { listsOf, wholeSelection } from './testing/whole-selection';

type Row = Record<string, unknown>;

const everyone = personOf('bureau', [{ prefix: '430681' }]);
const ROWS = 'first: 5, orderBy: { field: CREATED_AT, direction: DESC }';

let city: City;
let graph: Graph;

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'asked');
  graph = await openGraph(city);
  await fillCity(city, everyone);
});
afterAll(() => city.close());

const ask = async (document: string) => dataOf(await graph.ask(everyone, document));
const nodesOf = async (list: string, node: string, around = (its: string) => `nodes ${its}`) => {
  const { page } = (await ask(`{ page: ${list}(${ROWS}) { ${around(node)} } }`)) as { page: { nodes?: Row[]; edges?: { node: Row }[] } };
  return page.nodes ?? page.edges!.map((edge) => edge.node);
};

/** Every field of a type as it is asked for alone. */
const fieldsOf = (type: GraphQLObjectType): [string, string][] =>
  Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map(({ name, type: its }) => {
      const below = getNamedType(its);
      return [name, isLeafType(below) || !isObjectType(below) ? name : `${name} ${wholeSelection(below, 0)}`];
    });

/** One moment apart, nothing of these changes. */
const only = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

it('gives every field of every type asked for alone what it gives asked for with all others', async () => {
  for (const { name, node } of listsOf(graph.schema)) {
    const fields = fieldsOf(node);
    const all = await nodesOf(name, `{ ${fields.map(([, text]) => text).join(' ')} }`);
    expect(all.length, `${name}`).toBeGreaterThan(0);
    for (const [field, text] of fields) {
      const alone = await nodesOf(name, `{ ${text} }`);
      expect(only(alone, field), `${name}: ${field}`).toEqual(only(all, field));
      expect(only(await nodesOf(name, `{ ${text} }`, (its) => `edges { cursor node ${its} }`), field), `${name}: ${field} on an edge`).toEqual(only(all, field));
    }
  }
}, 120_000);

it('gives it in references of other services, behind fragments of every kind too', async () => {
  for (const { name: service, things } of definitions)
    for (const { key, register } of things) {
      const node = graph.schema.getType(register.type) as GraphQLObjectType;
      const own = Object.keys(register.fields as object).filter((name) => Object.hasOwn(node.getFields(), name));
      const { page } = dataOf(await city.ask(service, everyone, `{ page: ${register.many}(first: 5) { nodes { ${key} ${own.join(' ')} } } }`)) as { page: { nodes: Row[] } };
      const r = page.nodes.map((row) => ({ __typename: register.type, [key]: row[key] }));
      for (const field of own)
        for (const selection of [`... on ${register.type} { ${field} }`, `... on _Entity { ... on ${register.type} { ${field} } }`, '...Its']) {
          const fragment = selection === '...Its' ? `fragment Its on ${register.type} { ${field} }` : '';
          const answer = dataOf(await city.ask(service, everyone, `query Q($r: [_Any!]!) { _entities(representations: $r) { ${selection} } } ${fragment}`, { r }));
          expect(only(answer._entities as Row[], field), `${register.type}: ${selection}`).toEqual(only(page.nodes, field));
        }
    }
}, 120_000);

it('reads a record that is led to twice, each time for other fields, once and with both', async () => {
  const document = `{ page: appointments(${ROWS}) { nodes { a: person { name } b: person { staffNumber areaCode } } } }`;
  const { page } = (await ask(document)) as { page: { nodes: { a: Row; b: Row }[] } };
  const { page: whole } = (await ask(`{ page: appointments(${ROWS}) { nodes { person { name staffNumber areaCode } } } }`)) as { page: { nodes: { person: Row }[] } };
  expect(page.nodes.map(({ a, b }) => ({ ...a, ...b }))).toEqual(whole.nodes.map(({ person }) => person));
  const people = (await statementsOf(() => ask(document))).filter((statement) => statement.includes('"person"."id"'));
  expect(people).toHaveLength(1);
});

it('takes a field with a condition as asked for, and one that is skipped leaves the others as they are', async () => {
  const list = (condition: string) => nodesOf('premisesList', `{ name address ${condition} kind }`);
  const whole = await nodesOf('premisesList', '{ name address kind }');
  expect(await list('@include(if: true)')).toEqual(whole);
  expect(await list('@skip(if: true)')).toEqual(whole.map(({ name, kind }) => ({ name, kind })));
});

it('sends the columns that are asked for, with the key and the order, and no others', async () => {
  const columnsOf = async (node: string) => {
    const [statement] = await statementsOf(() => nodesOf('premisesList', `{ ${node} }`));
    return [.../^select (.*?) from/.exec(statement!)![1]!.matchAll(/ as "(\w+)"/g)].map(([, name]) => name);
  };
  expect(await columnsOf('name')).toEqual(['id', 'createdAt', 'name']);
  expect(await columnsOf('name area { name }')).toEqual(['id', 'createdAt', 'name', 'areaCode']);
  expect(await columnsOf('name allowedActions')).toEqual(await columnsOf('placement { label }'));
  expect((await columnsOf('allowedActions')).length).toBeGreaterThan(30);
});
