import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Actor } from '../actor/actor';
import type { RequestContext } from '../actor/request-context';
import type { Database } from '../database/open-database';
import type { Tables } from '../database/tables';
import { unauthenticated } from '../errors/domain-error';
import type { AnyThing } from '../entity/thing';
import type { Emit } from '../events/events';

/** What a resolver and a use case see: the request, the database of their service, loaders. */
export class ServiceContext {
  readonly #loaders = new Map<string, unknown>();

  constructor(
    readonly request: RequestContext,
    readonly database: Database,
    /** Puts an event into the transaction at hand. */
    readonly emit: Emit,
    /** Registers of the service, for what treats all alike. */
    readonly things: readonly AnyThing[],
  ) {}

  get db(): Kysely<Tables> {
    return this.database.db;
  }

  /** Who asks; throws when nobody is signed in. */
  get actor(): Actor {
    if (!this.request.actor) throw unauthenticated();
    return this.request.actor;
  }

  /** A fresh entity manager: each unit of work has its own. */
  fork(): EntityManager {
    return this.database.orm.em.fork() as EntityManager;
  }

  loader<T>(name: string, create: () => T): T {
    let loader = this.#loaders.get(name) as T | undefined;
    if (!loader) this.#loaders.set(name, (loader = create()));
    return loader;
  }
}
