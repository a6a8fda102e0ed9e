import { Actor, type Jurisdiction } from '@moduan/kernel';
import { describe, expect, it } from 'vitest';
import { areaAliases } from '../area-alias/area-alias.entity';
import { grids } from '../grid/grid.entity';
import { areas } from './area.entity';

const ACTIONS = ['create', 'amend', 'end'] as const;
const [TOWN, VILLAGE, GRID] = ['430681102', '430681102206', '430681102206001'];
const actor = (jurisdiction: Jurisdiction, ...permissions: string[]) => new Actor('1', 'A', '', permissions, jurisdiction, TOWN);

describe.each([['area', areas, { code: VILLAGE }], ['alias', areaAliases, { areaCode: VILLAGE }], ['grid', grids, { areaCode: GRID }]] as const)('%s', (noun, thing, record) => {
  const allowed = (who: Actor) => ACTIONS.filter((action) => thing.policy[action]!(who, record as never));

  it.each(ACTIONS)('%s takes its own permission, and no other', (action) => {
    expect(allowed(actor([{ prefix: TOWN }], `${noun}.${action}`))).toEqual([action]);
    expect(allowed(actor([{ prefix: TOWN }], `${noun}.read`, `${noun}.import`, `unit.${action}`))).toEqual([]);
  });

  it.each<[string, Jurisdiction, boolean]>([
    ['the city', [{ prefix: '430681' }], true], ['the town', [{ prefix: TOWN }], true], ['the village', [{ prefix: VILLAGE }], true],
    ['another town', [{ prefix: '430681104' }], false], ['nowhere', [], false], ['an empty prefix', [{ prefix: '' }], false],
  ])('is kept by %s: %s', (_where, jurisdiction, kept) => {
    expect(allowed(actor(jurisdiction, ...ACTIONS.map((action) => `${noun}.${action}`)))).toEqual(kept ? ACTIONS : []);
  });
});
