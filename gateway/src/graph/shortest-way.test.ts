import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { execute, GraphQLError, parse, print, type DocumentNode } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RequestContext, type ServiceLink } from '@moduan/kernel';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { AskedOperation } from './asked-fields';
import { shortestWay } from './shortest-way';
import { openGeneral, openSupergraph, type Supergraph } from './supergraph';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const sources = {
  shops: `${LINK}
    type Query { shops(first: Int = 3): ShopPage! shop(id: ID!): Shop either: Either }
    type Mutation { rename(id: ID!, name: String!): Shop! }
    union Either = Shop | Page
    type Page @shareable { size: Int! }
    type ShopPage { nodes: [Shop!]! total: Int! page: Page }
    type Shop @key(fields: "id") { id: ID! name: String! area: Area areas: [Area!]! owner: Person parts: [[Area]] }
    type Area @key(fields: "code", resolvable: false) { code: String! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }`,
  areas: `${LINK}
    type Query { areas: [Area!]! }
    type Area @key(fields: "code") { code: String! name: String! nick: String size: Size chief: Person }
    type Size { km: Int! shape: [String!]! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }
    type Shop @key(fields: "id") { id: ID! grade: Int! }`,
  people: `${LINK}
    type Query { people(first: Int): [Person!]! }
    type Mutation { greet: String }
    type Person @key(fields: "id") { id: ID! name: String! home: Area }
    type Area @key(fields: "code", resolvable: false) { code: String! }`,
} as const;
type Name = keyof typeof sources;

const area = (code: string | null) => code && { __typename: 'Area', code };
const shops = [
  { id: '1', name: 'one', area: area('a'), areas: [area('a'), area('b')], owner: { id: 'p' }, parts: [[area('a'), null], null] },
  { id: '2', name: 'two', area: area('b'), areas: [], owner: null, parts: null },
  { id: '3', name: 'three', area: null, areas: [area('gone')], owner: { id: 'q' }, parts: [] },
  { id: '4', name: 'four', area: area('broken'), areas: [area('c')], owner: { id: 'p' }, parts: [[]] },
];
const known = new Map(['a', 'b', 'c'].map((code, i) => [code, { __typename: 'Area', code, name: `Area ${code}`, nick: i ? null : 'first', size: { km: i, shape: ['round', code] }, chief: i ? { id: 'p' } : null }]));
const refused = (message: string, code = 'FORBIDDEN') => new GraphQLError(message, { extensions: { code, details: { of: message } } });

const resolvers: Record<Name, object> = {
  shops: {
    Query: { shops: (_: unknown, { first }: { first: number }) => ({ nodes: shops.slice(0, first), total: 4, page: { size: first } }), shop: (_: unknown, { id }: { id: string }) => shops.find((shop) => shop.id === id) ?? null, either: () => ({ __typename: 'Page', size: 1 }) },
    Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...shops.find((shop) => shop.id === id), name }) },
  },
  areas: {
    Query: { areas: () => [...known.values()] },
    Area: {
      __resolveReference: ({ code }: { code: string }) => (code === 'broken' ? Promise.reject(refused('broken')) : (known.get(code) ?? null)),
      nick: ({ code, nick }: { code: string; nick: string | null }) => (code === 'c' ? Promise.reject(refused('no nick')) : nick),
    },
    Shop: { __resolveReference: ({ id }: { id: string }) => ({ id }), grade: ({ id }: { id: string }) => (id === '2' ? Promise.reject(refused('no grade')) : Number(id) * 10) },
  },
  people: {
    Query: { people: (_: unknown, { first }: { first?: number }) => ['p', 'q'].slice(0, first).map((id) => ({ id })) },
    Mutation: { greet: () => 'hello' },
    Person: { __resolveReference: ({ id }: { id: string }) => ({ id }), name: ({ id }: { id: string }) => `Person ${id}`, home: ({ id }: { id: string }) => area(id === 'p' ? 'a' : 'b') },
  },
};

/** What is asked of the services, and how each is broken for the moment. */
const heard: string[] = [];
const broken = new Map<Name, 'throws' | 'silent'>();

function serviceOf(name: Name): ServiceLink {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sources[name]), resolvers: resolvers[name] as never }]);
  return {
    name,
    call: () => Promise.reject(new Error('none')),
    follow: () => () => undefined,
    execute: async (document: DocumentNode, variableValues, request) => {
      heard.push(`${request.requestId} ${name} ${print(document)}`);
      if (broken.get(name) === 'throws') throw new Error('password of the database');
      if (broken.get(name) === 'silent') return { data: null, errors: [new GraphQLError('away', { extensions: { code: 'UNAVAILABLE', details: { service: name } } })] };
      return execute({ schema, document, variableValues });
    },
  };
}

let shortest: Supergraph;
let general: Supergraph;
beforeAll(async () => {
  const names = Object.keys(sources) as Name[];
  const { supergraphSdl, errors } = composeServices(names.map((name) => ({ name, typeDefs: parse(sources[name]) })));
  if (!supergraphSdl) throw new Error(JSON.stringify(errors));
  const services = new Map(names.map((name) => [name, serviceOf(name)]));
  shortest = await openSupergraph(supergraphSdl, services);
  general = await openGeneral(supergraphSdl, services);
});
beforeEach(() => {
  heard.length = 0;
  broken.clear();
});

const requestOf = (id: string) => new RequestContext(null, id, '127.0.0.1');
async function ask(graph: Supergraph, text: string, variables?: Record<string, unknown>, id = 'test') {
  const { data, errors } = await graph.execute({ document: parse(text), variables, context: requestOf(id) });
  const told = (errors ?? []).map(({ message, path, extensions }) => JSON.stringify([message, path, extensions]));
  return { data: JSON.parse(JSON.stringify(data ?? null)) as unknown, errors: told.sort() };
}

const documents: readonly (readonly [what: string, text: string, variables?: Record<string, unknown>])[] = [
  ['one service', '{ shops { nodes { id name } total } }'],
  ['a default of a variable', 'query Q($n: Int = 2) { shops(first: $n) { nodes { id } } }'],
  ['a variable that is not given', 'query Q($n: Int) { shops(first: $n) { nodes { id } page { size } } }'],
  ['a variable that is given', 'query Q($n: Int = 2) { shops(first: $n) { nodes { id area { name } } } }', { n: 1 }],
  ['a join', '{ shops(first: 2) { nodes { id area { name size { km shape } } } } }'],
  ['a join with the key asked for', '{ shops(first: 2) { nodes { area { name code } } } }'],
  ['a place without a record', '{ shops(first: 3) { nodes { area { nick } } } }'],
  ['a record that is not there', '{ shop(id: "3") { areas { nick } } }'],
  ['a record that must have what is not there', '{ shop(id: "3") { areas { name } } }'],
  ['a record that can not be read', '{ shops(first: 4) { nodes { id area { nick size { km } } } } }'],
  ['a field that fails', '{ shop(id: "4") { areas { code nick name } } }'],
  ['lists of records', '{ shops { nodes { areas { name } } } }'],
  ['lists of lists', '{ shops(first: 4) { nodes { parts { name } } } }'],
  ['aliases', '{ all: shops(first: 2) { rows: nodes { number: id place: area { title: name key: code } } } other: shops(first: 1) { nodes { area { name } } } }'],
  ['names of types', '{ shops(first: 2) { __typename nodes { __typename kind: __typename area { what: __typename name __typename } } } }'],
  ['fragments', 'query Q { shops(first: 2) { ...Rows } } fragment Rows on ShopPage { nodes { ... { id } ... on Shop { area { ...Named } } } } fragment Named on Area { name ...Sized } fragment Sized on Area { size { km } }'],
  ['one area at several places', '{ shops(first: 4) { nodes { area { name } areas { name nick } } } }'],
  ['a join of a join', '{ shops(first: 2) { nodes { owner { name home { name } } area { chief { name } } } } }'],
  ['more of the record itself', '{ shops(first: 4) { nodes { name grade } } }'],
  ['several services at once', '{ shops(first: 1) { total } people { name home { name } } areas { name chief { name } } }'],
  ['a change', 'mutation M { rename(id: "1", name: "new") { name area { name } } }'],
  ['two changes of one service', 'mutation M { a: rename(id: "1", name: "new") { name area { name } } b: rename(id: "2", name: "newer") { area { nick } } }'],
  ['changes of two services', 'mutation M { rename(id: "1", name: "new") { name } greet }'],
  ['the name of the root', '{ __typename shops(first: 1) { total } }'],
  ['a union', '{ either { ... on Page { size } ... on Shop { area { name } } } }'],
  ['a default of a condition', 'query Q($with: Boolean = true, $without: Boolean = false) { shops(first: 2) { nodes { id area @include(if: $with) { name } areas @skip(if: $without) { name nick @include(if: $with) } } } }'],
  ['the name of the root beside a join', '{ __typename shops(first: 1) { nodes { area { name } } } }'],
  ['the schema beside records', '{ __schema { queryType { name } } shops(first: 1) { nodes { area { name } } } }'],
  ['the schema beside one service', '{ __type(name: "Shop") { kind } shops(first: 1) { total } }'],
  ['the schema', '{ __type(name: "Shop") { fields { name } } }'],
];
const conditional = 'query Q($with: Boolean!, $without: Boolean!) { shops(first: 2) { nodes { id area @include(if: $with) { name nick @skip(if: $without) } areas { code name @include(if: $with) ... @skip(if: $without) { size { km } } } owner @skip(if: $without) { name @include(if: true) } } } }';

describe('the shortest way', () => {
  it.each(documents.map(([what, text, variables]) => ({ what, text, variables })))('answers $what like the general executor', async ({ text, variables }) => {
    expect(await ask(shortest, text, variables)).toEqual(await ask(general, text, variables));
  });

  it.each([[true, true], [true, false], [false, true], [false, false]])('answers what is included and skipped like it (%s, %s)', async (wanted, without) => {
    const variables = { with: wanted, without };
    expect(await ask(shortest, conditional, variables)).toEqual(await ask(general, conditional, variables));
  });

  it.each(['areas', 'people', 'shops'] as const)('keeps what the others know when %s fails, and says where it is missed', async (name) => {
    for (const how of ['throws', 'silent'] as const) {
      broken.set(name, how);
      for (const [what, text, variables] of documents.filter(([each]) => each !== 'fragments')) {
        const [one, other] = [await ask(shortest, text, variables), await ask(general, text, variables)];
        // With nothing to show the general executor leaves even those fields out that may be null.
        if (other.data) expect(one.data, `${what}, ${how}`).toEqual(other.data);
        else expect(Object.values(one.data ?? {}).filter((value) => value !== null), `${what}, ${how}`).toEqual([]);
        expect(one.errors.length > 0, `${what}, ${how}`).toBe(other.errors.length > 0);
        if (how === 'silent') expect(one.errors, `${what}, ${how}`).toEqual(other.errors);
      }
    }
  });

  it('makes a record null that lacks what it must have, behind fragments too', async () => {
    broken.set('areas', 'silent');
    const fragments = documents.find(([what]) => what === 'fragments')!;
    expect((await ask(shortest, fragments[1])).data).toEqual({ shops: { nodes: [{ id: '1', area: null }, { id: '2', area: null }] } });
  });

  it('puts together what is asked for twice', async () => {
    const { data } = await ask(shortest, '{ shops(first: 2) { nodes { area { code } } nodes { area { name size { km } size { shape } } name } } }');
    const shop = (name: string, code: string, km: number) => ({ name, area: { code, name: `Area ${code}`, size: { km, shape: ['round', code] } } });
    expect(data).toEqual({ shops: { nodes: [shop('one', 'a', 0), shop('two', 'b', 1)] } });
  });

  it.each(['one service', 'a join', 'one area at several places', 'a join of a join', 'several services at once', 'a change'])('is found for %s', async (name) => {
    const text = documents.find(([what]) => what === name)![1];
    const { node } = await new QueryPlanner(shortest.sdl).planAsync(text, undefined, new Set(), 0);
    expect(shortestWay(node!, new AskedOperation(shortest.schema, parse(text)), () => Promise.reject(new Error('not asked')))).toBeTypeOf('function');
  });

  it.each(['changes of two services', 'a union'])('is not taken for %s', async (name) => {
    const text = documents.find(([what]) => what === name)![1];
    const { node } = await new QueryPlanner(shortest.sdl).planAsync(text, undefined, new Set(), 0);
    expect(shortestWay(node!, new AskedOperation(shortest.schema, parse(text)), () => Promise.reject(new Error('not asked')))).toBeUndefined();
  });

  it('asks each service once for all records of a step', async () => {
    await ask(shortest, '{ shops(first: 4) { nodes { area { name } areas { nick } } } }');
    expect(heard.map((line) => line.split(' ')[1])).toEqual(['shops', 'areas']);
  });

  it('shows fields in the order of asking', async () => {
    const { data } = await ask(shortest, '{ people { name } shops(first: 1) { nodes { area { name code } id } } }');
    expect(JSON.stringify(data)).toBe('{"people":[{"name":"Person p"},{"name":"Person q"}],"shops":{"nodes":[{"area":{"name":"Area a","code":"a"},"id":"1"}]}}');
  });

  it('does not mix what is asked at the same time', async () => {
    const text = 'query Q($n: Int!) { shops(first: $n) { nodes { id area { name } owner { name } } } }';
    const document = parse(text);
    const sizes = Array.from({ length: 40 }, (_, i) => 1 + (i % 4));
    const answers = await Promise.all(sizes.map((n, i) => shortest.execute({ document, variables: { n }, context: requestOf(`request-${i}`) })));
    for (const [i, { data }] of answers.entries()) expect((data as { shops: { nodes: unknown[] } }).shops.nodes).toHaveLength(sizes[i]!);
    for (const i of sizes.keys()) expect(heard.filter((line) => line.startsWith(`request-${i} `)).length).toBe(3);
    expect(new Set(heard.map((line) => line.split(' ').slice(1).join(' '))).size).toBe(3);
  });
});
