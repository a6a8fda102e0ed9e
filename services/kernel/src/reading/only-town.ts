import type { ServiceContext } from '../graph/service-context';
import type { AnyThing } from '../entity/thing';
import type { Filter } from './filter';
import { sharingUnits } from './shared-with';

/** Digits of a town's code; those of its villages and grids begin with them. */
export const TOWN_DIGITS = 9;

/** The one town of which a list can hold records: because it is asked for, or because the caller sees no other; undefined when there may be several. */
export function onlyTown({ actor }: ServiceContext, thing: AnyThing, filter: Filter | null | undefined): string | undefined {
  const permission = `${thing.register.noun}.read`;
  const asked = (filter?.areaCode as string[] | null | undefined)?.filter(Boolean);
  if (asked?.length) return townOf(asked);
  return sharingUnits(actor, thing, permission).length ? undefined : townOf(actor.reach(permission).map(({ prefix }) => prefix));
}

function townOf(prefixes: readonly string[]): string | undefined {
  const [first = ''] = prefixes;
  const town = first.slice(0, TOWN_DIGITS);
  return town.length === TOWN_DIGITS && prefixes.every((prefix) => prefix.startsWith(town)) ? town : undefined;
}
