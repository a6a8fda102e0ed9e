import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, type GraphQLSchema } from 'graphql';
import { RequestContext, type Actor } from '@moduan/kernel';
import { openSupergraph, type Supergraph } from '../graph/supergraph';
import type { Answer, City } from './open-city';

export interface Graph {
  readonly supergraph: Supergraph;
  readonly schema: GraphQLSchema;
  ask(actor: Actor, document: string, variables?: Record<string, unknown>): Promise<Answer>;
}

/** The graph of all services together, as the gateway plans it. */
export async function openGraph(city: City): Promise<Graph> {
  const sdl = readFileSync(resolve(import.meta.dirname, '../../../shared-schema/supergraph.graphql'), 'utf8');
  const supergraph = await openSupergraph(sdl, city.composition.services);
  return {
    supergraph,
    schema: supergraph.schema,
    ask: (actor, document, variables) => supergraph.execute({ document: parse(document), variables, context: new RequestContext(actor, 'test', '127.0.0.1') }) as never,
  };
}
