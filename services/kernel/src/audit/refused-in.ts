import { Kind, type DocumentNode, type FieldNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { isId } from '../entity/id';
import type { Refused } from './record-refusal';

type Variables = Readonly<Record<string, unknown>> | undefined;

/** Errors of an operation that are refusals: a permission that is missing, or a record out of reach that somebody wanted to change. */
export function refusedIn({ definitions }: DocumentNode, variables: Variables, errors: readonly GraphQLError[]): Refused[] {
  const operation = definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  const kind = operation.operation === 'mutation' ? 'Mutation' : 'Query';
  const counted = new Set<string>(kind === 'Mutation' ? ['FORBIDDEN', 'NOT_FOUND'] : ['FORBIDDEN']);
  return errors.flatMap(({ extensions, path }) => {
    const code = String(extensions?.code);
    return counted.has(code) ? [{ operation: `${kind}.${rootField(operation, path?.[0])}`, code, recordId: recordIn(variables) }] : [];
  });
}

/** The field behind an alias. */
function rootField({ selectionSet }: OperationDefinitionNode, key: string | number | undefined): string {
  const fields = selectionSet.selections.filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
  return fields.find(({ alias, name }) => (alias ?? name).value === key)?.name.value ?? String(key);
}

function recordIn(variables: Variables): string | null {
  for (const value of Object.values(variables ?? {})) {
    const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
    if (typeof id === 'string' && isId(id)) return id;
  }
  const id = variables?.id;
  return typeof id === 'string' && isId(id) ? id : null;
}
