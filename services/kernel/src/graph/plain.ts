import type { GraphQLResolveInfo } from 'graphql';
import { Extensions } from 'type-graphql';
import type { ServiceContext } from './service-context';

/** Answers a field with its arguments as they are; nothing is made of them first. */
export type PlainResolve = (args: Readonly<Record<string, unknown>>, context: ServiceContext, info: GraphQLResolveInfo) => unknown;

/** What answers the field in place of the method below it, which tells the schema its arguments: copying them into instances of their types takes longer than reading the rest of a question. */
export const Plain = (resolve: PlainResolve): MethodDecorator & PropertyDecorator => Extensions({ plain: resolve }) as MethodDecorator & PropertyDecorator;
