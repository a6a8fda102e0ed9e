import type { AnyThing } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { asOn } from './as-on';
import { applyFilter, type Filter } from './filter';
import { readableFor, type Readable } from './readable';

/** The rows of a filter that the caller may read, as on its day: what the list of a register shows, for figures and maps of it. */
export const narrowed = (context: ServiceContext, its: AnyThing, filter: Filter | null | undefined, permission = `${its.register.noun}.read`): Readable => {
  const thing = asOn(its, filter?.asOf);
  return applyFilter(readableFor(context, thing, permission), thing, filter);
};
