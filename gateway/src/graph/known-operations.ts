import { getVariableValues, Kind, parse, specifiedRules, validate, type DocumentNode, type GraphQLFormattedError, type OperationDefinitionNode, type ValidationRule } from 'graphql';
import type { RequestContext } from '@moduan/kernel';
import type { Supergraph } from './supergraph';

/** What the portal sends beside the text of its operation. */
export interface Asked {
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  readonly data: unknown;
}

interface Known {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Errors of an answer in the words for its reader, whatever way the operation took. */
export type TellErrors = (errors: readonly unknown[], context: RequestContext) => readonly GraphQLFormattedError[] | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Operations that the portal was built with, by the shortest way: parsed and checked against every rule once, so that of a
 * request only its variables are left to be looked at. Whatever is unusual about one goes the general way, which knows how to
 * say what is wrong.
 */
export class KnownOperations {
  readonly #known = new Map<string, Known | undefined>();

  constructor(private readonly supergraph: Supergraph, private readonly rules: readonly ValidationRule[], private readonly tell: TellErrors) {}

  /** Runs the operation; undefined, and nothing has happened, when it has to go the general way. */
  async run(text: string, { variables, operationName }: Asked, context: RequestContext): Promise<Answer | undefined> {
    const known = this.#take(text);
    if (!known || !(variables === undefined || variables === null || isRecord(variables))) return undefined;
    const { document, operation } = known;
    if (operationName !== undefined && operationName !== null && operationName !== operation.name?.value) return undefined;
    if (getVariableValues(this.supergraph.schema, operation.variableDefinitions ?? [], variables ?? {}, { maxErrors: 1 }).errors) return undefined;
    context.changes = operation.operation === 'mutation';
    try {
      const { data, errors } = await this.supergraph.execute({ document, variables: variables ?? undefined, operationName: operation.name?.value, context });
      return { status: 200, errors: errors?.length ? this.tell(errors, context) : undefined, data };
    } catch (error) {
      return { status: 500, errors: this.tell([error], context), data: undefined };
    }
  }

  #take(text: string): Known | undefined {
    if (!this.#known.has(text)) this.#known.set(text, this.#read(text));
    return this.#known.get(text);
  }

  /** One that does not fit the schema is of a portal that is older or newer than the services. */
  #read(text: string): Known | undefined {
    try {
      const document = parse(text);
      const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
      const isSound = operations.length === 1 && validate(this.supergraph.schema, document, [...specifiedRules, ...this.rules]).length === 0;
      return isSound ? { document, operation: operations[0]! } : undefined;
    } catch {
      return undefined;
    }
  }
}
