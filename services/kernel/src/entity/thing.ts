import { EntitySchema } from '@mikro-orm/postgresql';
import type { Fields, RecordOf, Register } from '@moduan/schema';
import type { Actor } from '../actor/actor';
import { mayInArea, type Policy, type Rule } from '../policy/policy';
import { allColumns } from './columns';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import type { Work } from '../unit-of-work/unit-of-work';
import type { Earlier } from '../reading/as-on';
import type { Scope } from './scope';

/** What every record of every register has beside its own fields. */
export interface BaseRecord {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date | string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly updatedAt: Date | string;
  readonly endedAt: Date | string | null;
  readonly endReason: string | null;
}

export type ThingRecord<F extends Fields = Fields> = BaseRecord & RecordOf<F>;
export type RecordClass<R extends BaseRecord = BaseRecord> = new () => R;

/** Base class of an entity: carries the fields of its register, so that the entity itself holds only what it can do. */
export const recordOf = <const F extends Fields>(_register: Register<F>): RecordClass<ThingRecord<F>> =>
  class {} as RecordClass<ThingRecord<F>>;

/** A field of the graph that no column holds: worked out when somebody asks for it. */
export interface Computed<R> {
  readonly type: () => unknown;
  readonly description: string;
  readonly resolve: (record: R, context: ServiceContext) => unknown;
}

/** What sharing records with units needs. */
export interface Sharing {
  /** Table of the service's copy of the units: `id` and `ended_at`. */
  readonly units: string;
}

export interface Thing<F extends Fields = Fields, R extends BaseRecord = BaseRecord> {
  readonly register: Register<F>;
  readonly class: RecordClass<R>;
  readonly table: string;
  /** What other services know a record by. */
  readonly key: 'id' | 'code';
  readonly schema: EntitySchema<R>;
  /** Which rows a person may read. */
  readonly scope: Scope;
  readonly policy: Policy<string, R>;
  /** Further actions beside amend and end, offered when the rule of the policy holds and the record has not ended. */
  readonly actions: readonly string[];
  readonly computed?: Readonly<Record<string, Computed<R>>>;
  /** Records of another register that a code may stand for, as a grid for an area; read through the one door too. */
  readonly alsoByCode?: (context: ServiceContext, codes: readonly string[]) => Promise<ReadonlyMap<string, R>>;
  /** The event that tells other domains of every change, and the fields that they may know: no personal data. */
  readonly emits?: { readonly event: string; readonly tells: readonly (keyof F & string)[] };
  /** When a record can be shared with a unit outside of its area, to be read there while it is shared: the copy of the units. */
  readonly shared?: Sharing;
  /** Whether an index leads by town to what is newest there; lists of one town are then read through it. */
  readonly listedByTown?: boolean;
  /** Whether a function and an index find any part of its searched texts (`<table>_words`), in the order of the register. */
  readonly foundByParts?: boolean;
  /** Table of the areas in which records stood before (`record_id`, `area_code`, `until`): lists and figures can then be asked as of a day, and who had a record once keeps reading it. */
  readonly pastAreas?: string;
  /** Set while the thing stands for its records of an earlier day. */
  readonly earlier?: Earlier;
  /** What ending a record asks for beside the reason (`endFields` of the register) and brings with it, in the same transaction. */
  readonly ending?: (work: Work, record: R, input: Readonly<Record<string, unknown>>, context: ServiceContext) => Promise<void>;
  /** What a rule has to look up: asked after the policy, in the transaction of the change. */
  readonly permits?: (db: Kysely<Tables>, record: R, context: ServiceContext) => Promise<boolean>;
  /** Checks that need more than one field: they name the fields at fault. */
  readonly verify?: (record: R, actor: Actor) => readonly { path: string; message: { zh: string; en: string } }[];
  /** Fills what follows from other records of the domain, in the transaction of the change; for one record or for a whole import. */
  readonly prepare?: (db: Kysely<Tables>, records: readonly R[], context: ServiceContext) => Promise<void>;
  /** Fills what follows from other fields, as the supervisor from the stars. */
  readonly derive?: (record: R) => Partial<Record<string, unknown>>;
}

/** A thing of whatever fields, whose record is known. */
// oxlint-disable-next-line typescript/no-explicit-any -- a thing takes and gives its fields: no narrower type fits all of them
export type ThingOf<R extends BaseRecord> = Thing<any, R>;

/** A thing of whatever fields: for mechanisms that treat all alike. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above, of the record too
export type AnyThing = Thing<any, any>;

interface ThingOptions<F extends Fields, R extends BaseRecord> {
  readonly emits?: Thing<F, R>['emits'];
  readonly scope: Scope;
  readonly table?: string;
  readonly key?: 'id' | 'code';
  readonly policy?: Readonly<Record<string, Rule<R>>>;
  readonly actions?: readonly string[];
  readonly shared?: Sharing;
  readonly listedByTown?: boolean;
  readonly foundByParts?: boolean;
  readonly pastAreas?: string;
  readonly ending?: Thing<Fields, R>['ending'];
  readonly permits?: Thing<Fields, R>['permits'];
  readonly verify?: Thing<Fields, R>['verify'];
  readonly derive?: Thing<Fields, R>['derive'];
  readonly prepare?: Thing<Fields, R>['prepare'];
  readonly alsoByCode?: Thing<Fields, R>['alsoByCode'];
  readonly computed?: Thing<Fields, R>['computed'];
}

/** The usual policy: the permission of the action's name, and the record inside the jurisdiction. */
function plainPolicy<R>(noun: string, shared = false): Record<string, Rule<R>> {
  const rule = (action: string): Rule<R> => {
    const inArea = mayInArea(`${noun}.${action}`);
    return (actor, record) => inArea(actor, record as never);
  };
  return { create: rule('create'), amend: rule('amend'), end: rule('end'), ...(shared ? { share: rule('share') } : {}) };
}

/** Makes a register's record known to the database; the class itself is the entity and the graph's object type. */
export function thing<const F extends Fields, R extends BaseRecord>(
  recordClass: RecordClass<R>,
  register: Register<F>,
  options: ThingOptions<F, R>,
): Thing<F, R> {
  const table = options.table ?? register.noun.replace(/-/g, '_');
  const policy: Policy<string, R> = { ...plainPolicy<R>(register.noun, options.shared !== undefined), ...options.policy };
  const actions = [...(options.actions ?? []), ...(options.shared ? ['share'] : [])];
  const unruled = actions.filter((action) => !Object.hasOwn(policy, action));
  if (unruled.length) throw new Error(`${register.noun}: actions without a rule in the policy: ${unruled.join(', ')}`);
  const properties = allColumns(register.fields).map(({ property, column, type, nullable }) => [
    property,
    {
      type: type.endsWith('[]') ? 'array' : type === 'jsonb' ? 'json' : type === 'int' ? 'integer' : 'string',
      fieldName: column,
      columnType: type,
      nullable,
      ...(property === 'id' ? { primary: true } : {}),
    },
  ]);
  const schema = new EntitySchema<R>({
    class: recordClass as never,
    tableName: table,
    properties: Object.fromEntries(properties),
  } as never);
  return {
    register,
    class: recordClass,
    table,
    key: options.key ?? 'id',
    schema,
    scope: options.scope,
    policy,
    actions,
    emits: options.emits,
    shared: options.shared,
    listedByTown: options.listedByTown,
    foundByParts: options.foundByParts,
    pastAreas: options.pastAreas,
    ending: options.ending,
    permits: options.permits,
    verify: options.verify,
    derive: options.derive,
    prepare: options.prepare,
    alsoByCode: options.alsoByCode,
    computed: options.computed,
  };
}
