import { Arg, Ctx, FieldResolver, ID, Info, InputType, Field, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { Row } from '../database/tables';
import { Guard } from '../graph/guard';
import { Plain, type PlainResolve } from '../graph/plain';
import type { RegisterTypes } from '../graph/register-types';
import { ServiceContext } from '../graph/service-context';
import { HistoryEntry, SummaryGroup } from '../graph/value-types';
import { DEFAULT_PAGE, PAGE_LIMIT, pageOf, type Order, type PageRequest } from '../reading/connection';
import type { Filter } from '../reading/filter';
import { getReadable } from '../reading/readable';
import { askedOf } from '../reading/selection';
import { Summary } from '../reading/summary';
import { allowedActions } from './allowed-actions';
import { historyOf } from './history';
import { revealField } from './reveal';
import { sharingResolvers } from '../sharing/sharing-resolvers';
import { takesAttachments } from '../attachment/attachment';
import { attachmentResolvers } from '../attachment/attachment-resolvers';
import { actionResolvers } from './action-resolvers';

type ResolverClass = new () => object;

const narrowed = 'Only records that meet it; all that the caller may read unless told.';

@InputType({ description: 'Which secret field of which record to show in full.' })
export class RevealInput {
  @Field(() => ID, { description: 'The record.' }) id!: string;
  @Field(() => String, { description: 'Name of the field.' }) field!: string;
}

/** Everything a register offers in the graph: list, record, figures, history and the actions it allows. */
export function registerResolvers(thing: AnyThing, types: RegisterTypes): ResolverClass[] {
  const hasSecrets = Object.values(thing.register.fields as object).some(({ kind }) => kind === 'secret');
  const hasDimensions = Object.keys(types.dimensions).length > 0;
  return [
    readingResolver(thing, types),
    recordResolver(thing, types),
    listResolver(types),
    ...(hasDimensions ? [summaryResolver(thing, types)] : []),
    ...(hasSecrets ? [revealResolver(thing)] : []),
    ...actionResolvers(thing, types),
    ...(takesAttachments(thing) ? attachmentResolvers(thing, types) : []),
    ...(thing.shared ? sharingResolvers(thing, types) : []),
  ];
}

function readingResolver(thing: AnyThing, types: RegisterTypes): ResolverClass {
  const { one, many, noun, label } = thing.register;
  const guard = thing.scope.open ? 'signed-in' : `${noun}.read`;
  const page: PlainResolve = ({ orderBy, ...asked }, context, info) => {
    const { field, ...way } = (orderBy ?? {}) as Order;
    const request: PageRequest = { ...asked, orderBy: orderBy ? { ...way, field: types.orderFields[field]! } : undefined };
    return pageOf(context, thing, request, info);
  };
  @Resolver()
  class ReadingResolver {
    @Guard(guard)
    @Query(() => types.record, { name: one, nullable: true, description: `One record of ${label.en} (${label.zh}) by id. NOT_FOUND when it can't be read.` })
    record(@Arg('id', () => ID) id: string, @Ctx() context: ServiceContext, @Info() info: GraphQLResolveInfo): Promise<object> {
      return getReadable(context, thing, id, askedOf(thing, info));
    }

    @Guard(guard)
    @Plain(page)
    @Query(() => types.connection, { name: many, nullable: true, description: `${label.en} (${label.zh}) that the caller may read; null beside an error, so that the rest of an answer stays.` })
    list(
      @Ctx() context: ServiceContext,
      @Info() info: GraphQLResolveInfo,
      @Arg('filter', () => types.filter, { nullable: true, description: narrowed }) filter?: Filter,
      @Arg('orderBy', () => types.order, { nullable: true, description: 'In which order; the register’s own unless told.' }) orderBy?: Order,
      @Arg('first', () => Int, { nullable: true, description: `How many of the following: ${DEFAULT_PAGE} unless told, ${PAGE_LIMIT} at most.` }) first?: number,
      @Arg('after', () => String, { nullable: true, description: 'Cursor of the record after which the page begins; goes with `first`.' }) after?: string,
      @Arg('last', () => Int, { nullable: true, description: `How many of the preceding, instead of \`first\`: ${PAGE_LIMIT} at most.` }) last?: number,
      @Arg('before', () => String, { nullable: true, description: 'Cursor of the record before which the page ends; goes with `last`.' }) before?: string,
    ): Promise<object> {
      return page({ filter, orderBy, first, after, last, before }, context, info) as Promise<object>;
    }
  }
  return ReadingResolver;
}

function recordResolver(thing: AnyThing, types: RegisterTypes): ResolverClass {
  @Resolver(() => types.record)
  class RecordResolver {
    @FieldResolver(() => [String], { description: 'What the caller may do with the record now.' })
    allowedActions(@Root() record: Row, @Ctx() context: ServiceContext): string[] {
      return allowedActions(thing, context.actor, record as unknown as BaseRecord);
    }

    @FieldResolver(() => [HistoryEntry], { description: 'Its audit trail, newest first; at most 200 entries.' })
    history(
      @Root() record: Row,
      @Ctx() context: ServiceContext,
      @Arg('first', () => Int, { defaultValue: 50, description: 'How many entries, 200 at most.' }) first: number,
    ): Promise<HistoryEntry[]> {
      return historyOf(context, record.id as string, Math.min(Math.max(first, 1), 200));
    }
  }
  return RecordResolver;
}

function listResolver(types: RegisterTypes): ResolverClass {
  @Resolver(() => types.connection)
  class ListResolver {
    @FieldResolver(() => Int, { description: 'How many records there are in all; counted when asked for.' })
    totalCount(@Root() page: { totalCount(): Promise<number> }): Promise<number> {
      return page.totalCount();
    }
  }
  return ListResolver;
}

function summaryResolver(thing: AnyThing, types: RegisterTypes): ResolverClass {
  const { one, noun, label } = thing.register;
  @Resolver(() => types.summary)
  class SummaryResolver {
    @Guard(thing.scope.open ? 'signed-in' : `${noun}.read`)
    @Query(() => types.summary, { name: `${one}Summary`, nullable: true, description: `Figures over ${label.en} (${label.zh}) that the caller may read.` })
    summary(@Ctx() context: ServiceContext, @Arg('filter', () => types.filter, { nullable: true, description: narrowed }) filter?: Filter): Summary {
      return new Summary(context, thing, filter);
    }

    @FieldResolver(() => Int, { description: 'How many records in all: the denominator of every group.' })
    total(@Root() summary: Summary): Promise<number> {
      return summary.total();
    }

    @FieldResolver(() => [SummaryGroup], { description: 'Broken down by one dimension, largest first.' })
    by(@Root() summary: Summary, @Arg('dimension', () => types.dimension, { description: 'By what; its groups add up to the total.' }) dimension: string): Promise<SummaryGroup[]> {
      return summary.by(types.dimensions[dimension]!);
    }
  }
  return SummaryResolver;
}

function revealResolver(thing: AnyThing): ResolverClass {
  const { type, noun } = thing.register;
  @Resolver()
  class RevealResolver {
    @Guard(`${noun}.reveal`)
    @Mutation(() => String, { name: `reveal${type}`, nullable: true, description: 'The full value of a masked field; every look is audited.' })
    reveal(@Arg('input', () => RevealInput) input: RevealInput, @Ctx() context: ServiceContext): Promise<string | null> {
      return revealField(context, thing, input);
    }
  }
  return RevealResolver;
}
