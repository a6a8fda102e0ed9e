import { everyone, recordOf, thing } from '@moduan/kernel';
import { areaAliasRegister } from '@moduan/schema/grids/area-alias';

export class AreaAlias extends recordOf(areaAliasRegister) {}

/** Former names are no secret: whoever reads an address needs them. */
export const areaAliases = thing(AreaAlias, areaAliasRegister, {
  scope: everyone,
  emits: { event: 'grids.alias', tells: ['areaCode', 'name', 'kind'] },
});
