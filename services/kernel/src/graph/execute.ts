import { execute, validate, ValuesOfCorrectTypeRule, type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../actor/request-context';
import type { Subgraph } from './build-subgraph';
import { presentErrors, type LogBug } from './errors';
import type { ServiceContext } from './service-context';

type Variables = Readonly<Record<string, unknown>> | undefined;

/** A service that answers: one document in, one masked result out, whatever the distance to the gateway. */
export type Execute = (document: DocumentNode, variables: Variables, request: RequestContext) => Promise<ExecutionResult>;

/** Runs documents on a subgraph; each is compiled once and kept as long as its caller keeps the document object. */
export function executorOf(subgraph: Subgraph, createContext: (request: RequestContext) => ServiceContext, log: LogBug): Execute {
  const compiled = new WeakMap<DocumentNode, CompiledQuery | null>();
  const compiledFor = (document: DocumentNode) => {
    let query = compiled.get(document);
    if (query === undefined) {
      const made = compileQuery(subgraph.schema, document, undefined, { disablingCapturingStackErrors: true });
      query = isCompiledQuery(made) ? made : null;
      compiled.set(document, query);
    }
    return query;
  };
  return async (document, variables, request) => {
    const contextValue = request.scope(subgraph.name, createContext);
    const query = compiledFor(document);
    const result = query ? await query.query({}, contextValue, variables ?? {}) : await interpret(subgraph, document, variables, contextValue);
    return result.errors ? { ...result, errors: presentErrors(result.errors as GraphQLError[], request, log) } : result;
  };
}

/** What can not be compiled may hold a value that its type refuses, as a day that does not exist: said so, it is no bug. */
function interpret({ schema }: Subgraph, document: DocumentNode, variableValues: Variables, contextValue: ServiceContext): ExecutionResult | Promise<ExecutionResult> {
  const errors = validate(schema, document, [ValuesOfCorrectTypeRule]);
  return errors.length ? { errors } : execute({ schema, document, variableValues, contextValue });
}
