import { ApolloServer, type ApolloServerPlugin, type HTTPGraphQLRequest } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled, ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { getVariableValues, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { internalError, type RequestContext } from '@moduan/kernel';
import { requireAffordable } from '../limits/cost';
import { LIMITS, limits } from '../limits/limits';
import type { TellErrors } from './known-operations';
import type { Supergraph } from './supergraph';

/** Apollo clones the context object: the request travels in a holder. */
export interface Held {
  readonly request: RequestContext;
  /** An operation that the portal does not bring: it has to be affordable. */
  readonly isFree: boolean;
}

const publicCodes = new Set([
  'INVALID_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION', 'CONFLICT', 'UNAUTHENTICATED', 'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL',
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Apollo Server in front of the planner: parsing, validation and limits here, everything else in the services. */
export async function openApollo(supergraph: Supergraph, log: LogBug): Promise<ApolloServer<Held>> {
  const { plugins, validationRules, ...options } = limits();
  const server = new ApolloServer<Held>({
    gateway: {
      load: async () => ({
        executor: async ({ document, request, operationName, context }) =>
          (await supergraph.execute({
            document,
            variables: request.variables as Record<string, unknown> | undefined,
            operationName: operationName ?? undefined,
            context: (context as Held).request,
          })) as never,
      }),
      onSchemaLoadOrUpdate: (listen) => {
        listen({ apiSchema: supergraph.schema, coreSupergraphSdl: supergraph.sdl });
        return () => undefined;
      },
      stop: async () => undefined,
    },
    // Only who may send free queries can ask for it: see `graph-route`.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginInlineTraceDisabled(), wellAsked(supergraph.schema), numbered(log), ...(plugins as ApolloServerPlugin<Held>[])],
    formatError: masked,
    ...options,
  });
  await server.start();
  return server;
}

export type LogBug = (error: unknown, requestId?: string) => void;

/** Variables and the operation named are the caller's: a wrong one is refused before anything is planned. */
const wellAsked = (schema: GraphQLSchema): ApolloServerPlugin<Held> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, operationName, request, contextValue }) => {
      if (!operation) throw refusal('OPERATION_RESOLUTION_FAILURE', `There is no operation ${request.operationName ?? operationName ?? 'without a name'}`);
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, { maxErrors: 1 });
      if (errors) throw refusal('BAD_USER_INPUT', errors[0]!.message);
      if (contextValue.isFree) requireAffordable(schema, document, request.variables, operationName ?? undefined);
      contextValue.request.changes = operation.operation === 'mutation';
    },
  }),
});

const refusal = (code: string, message: string) => new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/** A bug leaves with the number under which it stands in the log. */
const numbered = (log: LogBug): ApolloServerPlugin<Held> => ({
  unexpectedErrorProcessingRequest: async ({ requestContext, error }) => log(error, requestContext.contextValue.request.requestId),
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => {
      for (const error of errors) if (!publicCodes.has(String(error.extensions.code))) log(unwrapResolverError(error), contextValue.request.requestId);
    },
    willSendResponse: async ({ request, response, contextValue }) => {
      if (response.body.kind !== 'single') return;
      if (response.body.singleResult.data === undefined && response.body.singleResult.errors?.every(isBadlyAsked)) response.http.status = speaksGraphql(request.http) ? 400 : 200;
      response.body.singleResult.errors = inWords(response.body.singleResult.errors, contextValue.request);
    },
  }),
});

/** The same for what does not come through Apollo Server. */
export const tellErrors = (log: LogBug): TellErrors => (errors, context) => {
  for (const error of errors as GraphQLError[]) if (!publicCodes.has(String(error.extensions?.code))) log(unwrapResolverError(error), context.requestId);
  return inWords((errors as GraphQLError[]).map(({ message, path, extensions }) => masked({ message, path, extensions })), context);
};

function inWords(errors: readonly GraphQLFormattedError[] | undefined, { language, requestId }: RequestContext): readonly GraphQLFormattedError[] | undefined {
  const told = oncePerService(errors);
  for (const error of told ?? []) {
    if (error.extensions?.code !== 'INTERNAL') continue;
    Object.assign(error, { message: internalError[language] });
    error.extensions.requestId ??= requestId;
  }
  return told;
}

const badlyAsked = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
const isBadlyAsked = ({ extensions }: GraphQLFormattedError) => badlyAsked.has(String(extensions?.code));
/** GraphQL over HTTP: only where the type of the answer says that it is one may its status speak of the question. */
const speaksGraphql = (http: HTTPGraphQLRequest | undefined) => /application\/graphql-response\+json/.test(http?.headers.get('accept') ?? '');

/** A service that is down is missed at many places; that it is down is said once. */
function oncePerService(errors: readonly GraphQLFormattedError[] | undefined): readonly GraphQLFormattedError[] | undefined {
  const said = new Set<unknown>();
  return errors?.filter(({ extensions }) => {
    const { service } = (extensions?.details ?? {}) as { service?: string };
    if (extensions?.code !== 'UNAVAILABLE' || !service) return true;
    return !said.has(service) && said.add(service);
  });
}

/** Of a mistyped name or option nothing is told that was not written. */
const unhinted = (message: string) => message.replace(/ ?Did you mean .*$/s, '');

/** What is not meant for the client leaves as a number only. */
function masked(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (publicCodes.has(String(formatted.extensions?.code))) {
    const { stacktrace: _none, serviceName: _service, ...extensions } = formatted.extensions ?? {};
    return { message: unhinted(formatted.message), path: formatted.path, extensions };
  }
  return { message: internalError.zh, path: formatted.path, extensions: { code: 'INTERNAL' } };
}
