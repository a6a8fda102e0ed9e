import { relationName, type Fields } from '@moduan/schema';
import type { GraphQLResolveInfo } from 'graphql';
import { Field } from 'type-graphql';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { findReadable } from '../reading/readable';
import { findByCode } from '../reading/by-code';
import { askedOf } from '../reading/selection';
import type { ServiceContext } from './service-context';
import { stubOf } from './stubs';

export type RelationResolver = (record: Row, args: unknown, context: ServiceContext, info: GraphQLResolveInfo) => unknown;

interface Relation {
  readonly name: string;
  readonly type: () => unknown;
  readonly description: string;
  readonly resolve: RelationResolver;
  /** A list, in which those that the caller can't read are null. */
  readonly many?: boolean;
}

/** What a record offers beside its own fields. The records that it points to: read through the one door here, by reference when another service owns them. */
export function relationsOf(thing: AnyThing, local: ReadonlyMap<string, AnyThing>): Relation[] {
  const computed = Object.entries(thing.computed ?? {}).map(([name, { type, description, resolve }]): Relation => ({ name, type, description, resolve: (record, _args, context) => resolve(record, context) }));
  const relations = Object.entries(thing.register.fields as Fields).flatMap(([field, described]) => {
    if (described.kind !== 'area' && described.kind !== 'reference' && described.kind !== 'references') return [];
    const type = described.kind === 'area' ? 'Area' : described.to;
    const owner = local.get(type);
    const its = owner?.class ?? stubOf(type);
    return [
      {
        name: relationName(field),
        type: () => (described.kind === 'references' ? [its] : its),
        many: described.kind === 'references',
        description: `${described.doc} As a record.`,
        resolve: described.kind === 'references' ? manyOf(field, owner) : resolverOf(field, type, owner),
      },
    ];
  });
  return [...relations, ...computed];
}

function resolverOf(field: string, type: string, owner: AnyThing | undefined): RelationResolver {
  return (record, _args, context, info) => {
    const key = record[field] as string | null | undefined;
    if (!key) return null;
    if (owner) return (owner.key === 'code' ? findByCode : findReadable)(context, owner, key, askedOf(owner, info));
    return type === 'Area' ? { code: key } : { id: key };
  };
}

/** Several records in one statement; an order of their own they have not. */
const manyOf = (field: string, owner: AnyThing | undefined): RelationResolver => (record, _args, context, info) =>
  ((record[field] ?? []) as string[]).map((id) => (owner ? findReadable(context, owner, id, askedOf(owner, info)) : { id }));

export function declareRelations(thing: AnyThing, relations: readonly Relation[]): void {
  for (const { name, type, description, many } of relations)
    Field(type as never, { nullable: many ? 'items' : true, description })(thing.class.prototype as object, name);
}
