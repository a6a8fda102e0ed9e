import fc from 'fast-check';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Actor, exportRegister, readable, within, type DomainError, type Jurisdiction } from '@moduan/kernel';
import { creditCode } from './testing/fill-city';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';
import { checkFile, takeFile } from './testing/take-file';

const AREAS = ['430681', '430681102', '430681102201', '430681104', '430681104209', '430681119'];
const LINES = [null, 'CHEMICALS', 'FIRE'];
const bureau = personOf('bureau', [{ prefix: '430681' }]);

interface Known {
  readonly id: string;
  readonly areaCode: string;
  readonly lineOfWork: string | null;
}

let city: City;
let records: Known[];
const thing = () => city.composition.services.get('enterprises')!.definition.things.find(({ register }) => register.type === 'Premises')!;
const ask = (actor: typeof bureau, document: string, variables?: object) => city.ask('enterprises', actor, document, variables);

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'reach');
  for (const code of AREAS) await takeFile(city, bureau, 'grids', 'areas', [{ 区划代码: code, 名称: `区${code}` }]);
  await untilHeard(city);
  const rows = AREAS.flatMap((所在区域, a) => LINES.map((line, l) => ({ 名称: `${a}-${l}`, 类别: '企业', 所在区域, 监管条线: line === 'FIRE' ? '消防' : line ? '危化' : '', 统一社会信用代码: creditCode(a * 10 + l, 'RE') })));
  await takeFile(city, bureau, 'enterprises', 'premisesList', rows);
  records = (dataOf(await ask(bureau, '{ page: premisesList(first: 200) { nodes { id areaCode lineOfWork } } }')).page as { nodes: Known[] }).nodes;
});
afterAll(() => city.close());

const seen = (jurisdiction: Jurisdiction) => seenBy(personOf('somebody', jurisdiction));
const seenBy = async (somebody: Actor) => {
  const { page, figures } = dataOf(await ask(somebody, '{ page: premisesList(first: 200) { totalCount nodes { id } } figures: premisesSummary { total } }'));
  const { nodes, totalCount } = page as { nodes: Known[]; totalCount: number };
  expect([nodes.length, nodes.length]).toEqual([totalCount, (figures as { total: number }).total]);
  return nodes.map(({ id }) => id).sort();
};

it('is the same in the database as in the rule, for any jurisdiction', async () => {
  expect(records).toHaveLength(AREAS.length * LINES.length);
  const grant = fc.record(
    {
      prefix: fc.constantFrom('', '43', ...AREAS, '4306811', '43068110220', '430681999'),
      lines: fc.subarray(['CHEMICALS', 'FIRE', 'WATER']),
      premises: fc.array(fc.nat(records.length - 1), { maxLength: 3 }).map((some) => some.map((i) => records[i]!.id)),
    },
    { requiredKeys: ['prefix'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(grant, { maxLength: 3 }), async (jurisdiction) => {
      const expected = records.filter(({ id, ...placed }) => within(jurisdiction, { ...placed, premisesId: id })).map(({ id }) => id);
      expect(await seen(jurisdiction)).toEqual(expected.sort());
    }),
    { numRuns: 100, seed: 430_681 },
  );
});

it('is that of the posts that allow what is done, in the database as in the rule', async () => {
  const post = fc.record({
    permissions: fc.subarray(['premises.export', 'premises.amend']).map((some) => ['star.read', ...some]),
    reads: fc.boolean(),
    jurisdiction: fc.array(fc.record({ prefix: fc.constantFrom('430681', '430681102', '430681104', '4306811022') }), { minLength: 1, maxLength: 2 }),
  });
  const who = { id: 'posts', name: 'posts', unitName: '', personId: 'p' };
  await fc.assert(
    fc.asyncProperty(fc.array(post, { minLength: 1, maxLength: 4 }), async (posts) => {
      const actor = Actor.of(who, posts.map(({ permissions, reads, jurisdiction }) => ({ permissions: [...permissions, ...(reads ? ['premises.read'] : [])], jurisdiction })), '430681');
      fc.pre(actor.may('premises.read'));
      const inside = (permission: string) => records.filter((record) => posts.some((each) => (permission === 'premises.read' ? each.reads : each.permissions.includes(permission)) && within(each.jurisdiction, record))).map(({ id }) => id);
      expect(await seenBy(actor)).toEqual(inside('premises.read').sort());
      if (!actor.may('premises.export')) return;
      const lines = (await text(await exportRegister(city.contextOf('enterprises', actor), thing(), { format: 'csv', columns: ['areaCode'] }))).trim().split('\n').length - 1;
      expect(lines).toBe(inside('premises.export').filter((id) => inside('premises.read').includes(id)).length);
    }),
    { numRuns: 60, seed: 430_681 },
  );
});

describe.each<[string, Jurisdiction]>([
  ['no jurisdiction', []], ['an empty prefix', [{ prefix: '' }]], ['no line of work', [{ prefix: '430681', lines: [] }]], ['no premises named', [{ prefix: '430681', premises: [] }]],
])('a person with %s', (_name, jurisdiction) => {
  const nobody = personOf('nobody', jurisdiction, '430681102');

  it('reads nothing: no record, no figure, no line of a file, no operator', async () => {
    expect(await seen(jurisdiction)).toEqual([]);
    const { errors } = await ask(nobody, 'query Q($id: ID!) { premises(id: $id) { id } }', { id: records[0]!.id });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(dataOf(await ask(nobody, '{ operators { totalCount } }')).operators).toEqual({ totalCount: 0 });
    const { things } = city.composition.services.get('enterprises')!.definition;
    for (const thing of things) expect((await text(await exportRegister(city.contextOf('enterprises', nobody), thing, { format: 'csv' }))).trim().split('\n')).toHaveLength(1);
  });

  it('learns from an import of no record, by code or by name', async () => {
    const file = [{ 名称: '0-0', 统一社会信用代码: creditCode(0, 'RE') }, { 名称: '0-1', 统一社会信用代码: '' }];
    const rows = await checkFile(city, nobody, 'enterprises', 'premisesList', file).catch((error: DomainError) => [{ outcome: error.code }]);
    expect(rows[0]!.outcome).toBe(jurisdiction[0]?.prefix ? 'ELSEWHERE' : 'NOT_FOUND');
    expect(rows.map(({ outcome }) => outcome)).not.toContain('UNCHANGED');
    expect(rows.map(({ outcome }) => outcome)).not.toContain('DUPLICATE');
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(records.map(({ id }) => id).join('|')));
  });

  it('changes nothing', async () => {
    const { errors } = await ask(nobody, 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id: records[0]!.id, version: 1, name: 'x' } });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const made = await ask(nobody, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name: 'x', kind: 'SHOP', areaCode: '430681102' } });
    expect(made.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

it('lets nobody through the door itself whose posts do not read, whatever guard stood before it', () => {
  const stranger = personOf('stranger', [{ prefix: '430681' }], '430681', ['operator.read']);
  const through = (who: Actor) => () => readable(city.contextOf('enterprises', who), thing());
  expect(through(stranger)).toThrow(expect.objectContaining({ code: 'FORBIDDEN', details: { action: 'premises.read' } }));
  expect(through(bureau)).not.toThrow();
});
