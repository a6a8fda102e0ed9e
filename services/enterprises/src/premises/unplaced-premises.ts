import { readableFor, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import { premises } from './premises.entity';

/** Active premises of no known town, where the caller may place them. */
export const unplaced = (context: ServiceContext, db: Kysely<Tables>) =>
  readableFor(context, premises, 'premises.place', db).where('ended_at' as never, 'is', null as never).where('placed' as never, '=', 'CITY' as never);
