import { Extensions } from 'type-graphql';

/** What an operation asks for before it runs: a permission, or only that somebody is signed in. */
export type GuardRule = string | 'signed-in';

/** Every query and mutation carries one; `buildSubgraph` refuses an operation without it. */
export const Guard = (rule: GuardRule): MethodDecorator & PropertyDecorator => Extensions({ guard: rule }) as MethodDecorator & PropertyDecorator;
