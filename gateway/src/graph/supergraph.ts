import { UnifiedGraphManager } from '@graphql-mesh/fusion-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { RequestContext, ServiceLink } from '@moduan/kernel';

interface Asked {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly context: RequestContext;
}

export interface Supergraph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  execute(asked: Asked): Promise<ExecutionResult>;
}

/** Plans each document over the services and runs the plan: in this process, with the caller's context. */
export async function openSupergraph(sdl: string, services: ReadonlyMap<string, ServiceLink>): Promise<Supergraph> {
  const executorOf = (subgraphName: string) => (request: Asked) => {
    const service = services.get(subgraphName.replace(/_/g, '-').toLowerCase()) ?? services.get(subgraphName);
    if (!service) throw new Error(`No service ${subgraphName}`);
    return service.execute(request.document, request.variables, request.context);
  };
  const manager = new UnifiedGraphManager({
    getUnifiedGraph: async () => sdl,
    handleUnifiedGraph: unifiedGraphHandler,
    batch: false,
    transports: () => ({ getSubgraphExecutor: ({ subgraphName }: { subgraphName: string }) => executorOf(subgraphName) as never }),
  } as never);
  const schema = await manager.getUnifiedGraph();
  const execute = await manager.getExecutor();
  if (!execute) throw new Error('The supergraph has no executor');
  return { sdl, schema, execute: (asked) => execute(asked as never) as Promise<ExecutionResult> };
}
