import type { Actor } from '../actor/actor';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { sharingUnits } from '../reading/shared-with';

/** That a record has changed, and what is needed to tell who may know it; nothing of what is in it. */
export interface Change {
  /** Type in the graph. */
  readonly kind: string;
  /** Null where many records changed at once. */
  readonly id: string | null;
  readonly at: string;
  /** Where it stood before and stands now, in the columns that its scope looks at. */
  readonly places: readonly Row[];
  /** Of many records: the towns, or the city, that they stand in. */
  readonly areas?: readonly string[];
  /** Units with which it is shared. */
  readonly units?: readonly string[];
}

/** Hears of changes; of null when some may have been missed. */
export type Hear = (change: Change | null) => void;

/** Whether somebody may know of a change: who could read the record before or can read it now. */
export function mayHear(thing: AnyThing, actor: Actor, { places, areas, units }: Change): boolean {
  if (thing.scope.open) return true;
  const permission = `${thing.register.noun as string}.read`;
  const reach = actor.reach(permission);
  if (areas) return areas.some((area) => reach.some(({ prefix }) => prefix !== '' && (area.startsWith(prefix) || prefix.startsWith(area))));
  if (places.some((place) => thing.scope.heard?.holds(place, reach))) return true;
  return units !== undefined && sharingUnits(actor, thing, permission).some((unit) => units.includes(unit));
}
