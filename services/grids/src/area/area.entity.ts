import { everyone, recordOf, thing } from '@moduan/kernel';
import { AREA_LEVELS, areaLevel, parentArea } from '@moduan/schema/codes';
import { areaRegister } from '@moduan/schema/grids/area';
import { areaPolicy } from './area.policy';
import { fillPaths } from './fill-paths';
import { gridsAsAreas } from './grids-as-areas';

export class Area extends recordOf(areaRegister) {}

export const areas = thing(Area, areaRegister, {
  key: 'code',
  scope: everyone,
  policy: areaPolicy,
  emits: { event: 'grids.area', tells: ['code', 'name', 'parentCode', 'path', 'validUntil'] },
  derive: ({ code }) => ({ level: areaLevel(code)?.toUpperCase() ?? null, parentCode: parentArea(code) ?? null }),
  prepare: fillPaths,
  alsoByCode: gridsAsAreas,
  verify: ({ code, validFrom, validUntil }) => [
    ...(code.length === AREA_LEVELS.grid ? [{ path: 'code', message: { zh: '网格请在“网格”里登记', en: 'Enter grids in the register of grids' } }] : []),
    ...(validFrom && validUntil && validUntil < validFrom ? [{ path: 'validUntil', message: { zh: '停用日期应不早于启用日期', en: 'The end can not be before the beginning' } }] : []),
  ],
});
