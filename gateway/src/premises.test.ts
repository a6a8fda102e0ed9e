import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openCity, personOf, type City } from './testing/open-city';

const office = personOf('town', [{ prefix: '430681102' }], '430681102');
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'premises');
});
afterAll(() => city.close());

const ask = (document: string, i: object) => city.ask('enterprises', office, document, { i });
const enter = async () => {
  const { data } = await ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version } }', { name: 'A works', kind: 'ENTERPRISE', areaCode: '430681102' });
  return data!.made as { id: string; version: number };
};
const GRADE = 'mutation M($i: GradePremisesInput!) { graded: gradePremises(input: $i) { stars supervisor history { action reason } } }';

it('moves supervision to the office at three stars, and keeps the change with its reason', async () => {
  const { id, version } = await enter();
  const { data } = await ask(GRADE, { id, version, stars: 3, reason: 'dust' });
  expect(data!.graded).toMatchObject({ stars: 3, supervisor: 'OFFICE', history: [{ action: 'premises.grade', reason: 'dust' }, { action: 'premises.create' }] });
  const changes = await city.ask('enterprises', office, '{ starChanges { nodes { starsBefore starsAfter reason } } }');
  expect(changes.data!.starChanges).toEqual({ nodes: [{ starsBefore: null, starsAfter: 3, reason: 'dust' }] });
});

it('names every field at fault in a grading', async () => {
  const { id, version } = await enter();
  const { errors } = await ask(GRADE, { id, version, stars: 6, reason: ' ' });
  expect((errors![0]!.extensions.details as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(['stars', 'reason']);
});

it('moves premises only to areas that are there', async () => {
  const { id, version } = await enter();
  const { errors } = await ask('mutation M($i: TransferPremisesInput!) { transferPremises(input: $i) { id } }', { id, version, areaCode: '430681102999', reason: 'x' });
  expect(errors![0]!.extensions.code).toBe('INVALID_INPUT');
});
