import { UnifiedGraphManager } from '@graphql-mesh/fusion-runtime';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { print, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { RequestContext, ServiceLink } from '@moduan/kernel';
import { AskedOperation } from './asked-fields';
import { shortestWay, type Run } from './shortest-way';

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

/** Plans each document over the services and runs the plan with the caller's context: the shortest way, else the general one. */
export async function openSupergraph(sdl: string, services: ReadonlyMap<string, ServiceLink>): Promise<Supergraph> {
  const general = await openGeneral(sdl, services);
  const planner = new QueryPlanner(sdl);
  const call = (name: string, document: DocumentNode, variables: object | undefined, request: RequestContext) => serviceOf(services, name).execute(document, variables as never, request);
  const ways = new WeakMap<DocumentNode, Map<string | undefined, Promise<Run>>>();
  const choose = async (document: DocumentNode, operationName: string | undefined): Promise<Run> => {
    const inGeneral: Run = (variables, context) => general.execute({ document, variables, operationName, context });
    const asked = new AskedOperation(general.schema, document, operationName);
    if (planner.overrideLabels.length || sdl.includes('@inaccessible')) return inGeneral;
    // What can not be planned, as questions about the schema, is the general executor's.
    const plan = await planner.planAsync(print(document), operationName, new Set(), 0).catch(() => undefined);
    return (plan?.node && shortestWay(plan.node, asked, call)) ?? inGeneral;
  };
  return {
    sdl,
    schema: general.schema,
    execute: async ({ document, variables = {}, operationName, context }) => {
      let byName = ways.get(document);
      if (!byName) ways.set(document, (byName = new Map()));
      let way = byName.get(operationName);
      if (!way) byName.set(operationName, (way = choose(document, operationName)));
      return (await way)(variables, context);
    },
  };
}

function serviceOf(services: ReadonlyMap<string, ServiceLink>, name: string): ServiceLink {
  const service = services.get(name.replace(/_/g, '-').toLowerCase()) ?? services.get(name);
  if (!service) throw new Error(`No service ${name}`);
  return service;
}

/** The executor for whatever plan. */
export async function openGeneral(sdl: string, services: ReadonlyMap<string, ServiceLink>): Promise<Supergraph> {
  const executorOf = (name: string) => (request: Asked) => serviceOf(services, name).execute(request.document, request.variables, request.context);
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
