import { Actor } from '../actor/actor';
import { RequestContext } from '../actor/request-context';
import type { Database } from '../database/open-database';
import type { AnyThing } from '../entity/thing';
import { ServiceContext } from '../graph/service-context';
import type { AsSystem, Emit } from './events';

/** How a service acts by itself on what it has heard: it reads its own records in the areas at stake, and its entries name no person. */
export const systemOf = (database: Database, emit: Emit, things: readonly AnyThing[]): AsSystem => (requestId, areas) => {
  const post = { permissions: things.map(({ register }) => `${register.noun as string}.read`), jurisdiction: areas.map((prefix) => ({ prefix })) };
  const actor = Actor.of({ id: 'system', name: '系统', unitName: '系统', personId: null }, [post], areas[0] ?? '');
  return new ServiceContext(new RequestContext(actor, requestId, 'events'), database, emit, things);
};
