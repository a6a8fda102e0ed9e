import { text } from 'node:stream/consumers';
import { postsOf } from '@moduan/offices/session/posts-of';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exportRegister, type Actor } from '@moduan/kernel';
import { rowsOf } from './testing/held-lock';
import { fillMadeCity } from './testing/made-city';
import { openGraph, type Graph } from './testing/open-graph';
import { dataOf, openCity, type City } from './testing/open-city';
import { postsOffice } from './testing/posts';
import { makeAccounts } from '../../tools/demo/accounts';
import { MAIN_TOWN, villagesOf } from '../../tools/demo/areas';
import { STOOD_IN_FOR } from '../../tools/demo/offices';
import type { DemoCity } from '../../tools/demo/generate';

let city: City;
let graph: Graph;
let made: DemoCity;
const actors = new Map<string, Actor>();

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'four_actors');
  made = await fillMadeCity(city);
  graph = await openGraph(city);
  for (const { username, personId: name } of makeAccounts(made)) {
    const [person] = await rowsOf(city.url, 'select id from offices.person where name = $1', [name]);
    actors.set(username, await postsOffice(city, postsOf).actor(person!.id as string));
  }
}, 240_000);
afterAll(() => city.close());

const idsOf = async (statement: string) => (await rowsOf(city.url, statement)).map(({ id }) => id as string).sort();

/** Every id of a list, page by page, as the graph of all services answers it. */
async function listed(actor: Actor, many: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { page } = dataOf(await graph.ask(actor, `query P($after: String) { page: ${many}(first: 200, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`, { after })) as {
      page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    ids.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) return ids.sort();
    after = page.pageInfo.endCursor;
  }
}

const village = (name: string) => villagesOf(made.areas, MAIN_TOWN).find((each) => each.name === name)!.code;
const own = () => `(select id from enterprises.premises where name = '${made.ownPremises}')`;

/** Which rows a plain recount as the owner of the database finds to be theirs. */
const theirs: Readonly<Record<string, { premises: () => string; behind: (premises: string) => string }>> = {
  squadron: { premises: () => `area_code like '${MAIN_TOWN}%'`, behind: () => `area_code like '${MAIN_TOWN}%'` },
  market: { premises: () => "line_of_work in ('MARKET', 'COMMERCE')", behind: () => "line_of_work in ('MARKET', 'COMMERCE')" },
  deputy: {
    premises: () => villages().map((code) => `area_code like '${code}%'`).join(' or '),
    behind: () => villages().map((code) => `area_code like '${code}%'`).join(' or '),
  },
  enterprise: { premises: () => `id = ${own()}`, behind: () => `premises_id = ${own()}` },
};
const villages = () => [village(STOOD_IN_FOR), villagesOf(made.areas, MAIN_TOWN).find(({ name }) => name !== STOOD_IN_FOR)!.code];

describe.each(Object.keys(theirs))('%s', (who) => {
  const actor = () => actors.get(who)!;
  const rule = theirs[who]!;
  const expected = {
    premisesList: () => idsOf(`select id from enterprises.premises where ${rule.premises()}`),
    operators: () => idsOf(`select id from enterprises.operator where id in (select operator_id from enterprises.premises where ${rule.premises()})`),
    licences: () => idsOf(`select id from enterprises.licence where ${rule.behind('premises_id')}`),
    starChanges: () => idsOf(`select id from enterprises.star where ${rule.behind('premises_id')}`),
  };

  it.each(Object.keys(expected) as (keyof typeof expected)[])('finds in %s exactly what a recount finds to be theirs', async (many) => {
    const ids = await expected[many]();
    expect(ids.length).toBeGreaterThan(0);
    expect(await listed(actor(), many)).toEqual(ids);
  });

  it('counts, breaks down and takes away the same', async () => {
    const ids = await expected.premisesList();
    const { sum } = dataOf(await graph.ask(actor(), '{ sum: premisesSummary { total by(dimension: AREA_TOWN) { count } } }')) as { sum: { total: number; by: { count: number }[] } };
    expect([sum.total, sum.by.reduce((all, { count }) => all + count, 0)]).toEqual([ids.length, ids.length]);
    const thing = city.composition.services.get('enterprises')!.definition.things[0]!;
    const lines = (await text(await exportRegister(city.contextOf('enterprises', actor()), thing, { format: 'csv', columns: ['name'] }))).trim().split('\n');
    expect(lines).toHaveLength(ids.length + 1);
  });

  it('knows the names of the areas in which it works', async () => {
    const { page } = dataOf(await graph.ask(actor(), '{ page: premisesList(first: 5) { nodes { areaCode area { name } } } }')) as { page: { nodes: { area: { name: string } | null }[] } };
    expect(page.nodes.filter(({ area }) => who !== 'enterprise' && !area)).toEqual([]);
    expect((await listed(actor(), 'areas')).length).toBe(made.areas.length);
  });
});

it('the deputy has the second village only for whom they stand in', () => {
  const deputy = actors.get('deputy')!;
  expect(deputy.principals.map(({ name }) => name)).toEqual(made.standIns.map(({ principal }) => principal));
  expect(deputy.as(null).reach('premises.amend')).toEqual([{ prefix: villages()[1] }]);
  expect(deputy.authority('premises.amend', { areaCode: `${villages()[0]}001` })?.name).toBe(made.standIns[0]!.principal);
});

it('the squadron answers to the bureau of the city and is stationed in the town; its former head has handed over', async () => {
  const rows = await rowsOf(city.url, "select unit.area_code, unit.stationed_code, parent.kind from offices.unit join offices.unit as parent on parent.id = unit.parent_id where unit.kind = 'SQUADRON'");
  expect(rows).toEqual([{ area_code: '430681', stationed_code: MAIN_TOWN, kind: 'BUREAU' }]);
  expect(await rowsOf(city.url, 'select note from offices.hand_over')).toEqual([{ note: made.formers[0]!.reason }]);
});
