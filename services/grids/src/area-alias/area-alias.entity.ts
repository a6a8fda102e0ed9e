import { everyone, inJurisdiction, recordOf, thing, type Placed, type Rule } from '@moduan/kernel';
import { areaAliasRegister } from '@moduan/schema/grids/area-alias';

const keepsNames =
  (action: string): Rule<Placed> =>
  (actor, alias) =>
    actor.may(`alias.${action}`) && inJurisdiction(actor, alias);

export class AreaAlias extends recordOf(areaAliasRegister) {}

/** Former names are no secret: whoever reads an address needs them. */
export const areaAliases = thing(AreaAlias, areaAliasRegister, {
  scope: everyone,
  policy: { create: keepsNames('create'), amend: keepsNames('amend'), end: keepsNames('end') },
  emits: { event: 'grids.alias', tells: ['areaCode', 'name', 'kind'] },
});
