import 'reflect-metadata';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { parse, type DocumentNode, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import type { AnyThing } from '../entity/thing';
import { forbidden } from '../errors/domain-error';
import { findByCode } from '../reading/by-code';
import { findReadable } from '../reading/readable';
import { askedOf } from '../reading/selection';
import { registerResolvers } from '../register/register-resolver';
import { requireSoundKey } from './attempt-key';
import type { PlainResolve } from './plain';
import { relationsOf, declareRelations, type RelationResolver } from './relations';
import { registerTypes } from './register-types';
import type { ServiceContext } from './service-context';

type ResolverClass = new (...args: never[]) => object;

export interface SubgraphParts {
  readonly name: string;
  /** Registers of the domain: everything in the graph that follows from them is made here. */
  readonly things: readonly AnyThing[];
  /** Resolvers of what no register gives. */
  readonly resolvers?: readonly ResolverClass[];
}

export interface Subgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly schema: GraphQLSchema;
}

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';

type FieldResolve = (source: never, args: never, context: ServiceContext, info: never) => unknown;
type ResolverMap = Record<string, Record<string, unknown>>;

/**
 * The schema of a domain as a federated subgraph. Refuses to build when an operation lacks its guard. TypeGraphQL keeps
 * one global store: build subgraphs one after the other.
 */
export async function buildSubgraph(parts: SubgraphParts): Promise<Subgraph> {
  const local = new Map(parts.things.map((thing) => [thing.register.type as string, thing]));
  const relations = new Map(parts.things.map((thing) => [thing, relationsOf(thing, local)]));
  const resolvers = parts.things.flatMap((thing) => registerResolvers(thing, registerTypes(thing)));
  for (const [thing, its] of relations) declareRelations(thing, its);
  const built = await buildSchema({
    resolvers: [...resolvers, ...(parts.resolvers ?? [])] as unknown as NonEmptyArray<ResolverClass>,
    orphanedTypes: parts.things.map((thing) => thing.class) as never,
    validate: false,
  });
  const map = createResolversMap(built) as ResolverMap;
  guardOperations(parts.name, built, map);
  for (const [thing, its] of relations) {
    const resolveAll: Record<string, RelationResolver> = Object.fromEntries(its.map(({ name, resolve }) => [name, resolve]));
    Object.assign((map[thing.register.type as string] ??= {}), resolveAll, { __resolveReference: referenceOf(thing) });
  }
  const typeDefs = parse(LINK + printSubgraphSchema(built));
  return { name: parts.name, typeDefs, schema: buildSubgraphSchema([{ typeDefs, resolvers: map as never }]) };
}

/** Reads through the one door like everything else: `_entities` gives no more than a list does. */
const referenceOf = (thing: AnyThing) => async (reference: { id?: string; code?: string }, context: ServiceContext, info: GraphQLResolveInfo) => {
  if (!thing.scope.open && !context.actor.may(`${thing.register.noun}.read`)) return null;
  const selection = askedOf(thing, info);
  return thing.key === 'code' ? findByCode(context, thing, String(reference.code), selection) : findReadable(context, thing, String(reference.id), selection);
};

/** Each operation asks for its permission before it runs; one that asks for nothing, or for what nobody can be given, stops the service at boot. */
function guardOperations(service: string, schema: GraphQLSchema, map: ResolverMap): void {
  const unguarded: string[] = [];
  const unknown: string[] = [];
  for (const root of [schema.getQueryType(), schema.getMutationType()].filter((type): type is GraphQLObjectType => Boolean(type))) {
    for (const [name, field] of Object.entries(root.getFields())) {
      const guard = field.extensions.guard as string | undefined;
      if (!guard) unguarded.push(`${root.name}.${name}`);
      else if (guard !== 'signed-in' && !Object.hasOwn(permissionLabels, guard)) unknown.push(`${root.name}.${name} (${guard})`);
      const resolvers = map[root.name]!;
      const plain = field.extensions.plain as PlainResolve | undefined;
      const resolve = plain ? (((_source, args, context, info) => plain(args, context, info)) satisfies FieldResolve) : (resolvers[name] as FieldResolve);
      resolvers[name] = ((source, args, context, info) => {
        if (guard !== 'signed-in' && !context.actor.may(guard!)) throw forbidden(guard!);
        void context.actor;
        requireSoundKey(args);
        return resolve(source, args, context, info);
      }) satisfies FieldResolve;
    }
  }
  if (unguarded.length) throw new Error(`${service}: operations without a guard: ${unguarded.join(', ')}`);
  if (unknown.length) throw new Error(`${service}: guards that are no permission: ${unknown.join(', ')}`);
}
