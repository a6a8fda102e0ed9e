import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type FieldNode, type ASTVisitor, type OperationDefinitionNode, type ValidationContext } from 'graphql';

/** What one operation may ask for; checked before anything runs. */
export const LIMITS = { depth: 12, aliases: 30, directives: 60, tokens: 4000, fieldsAlike: 60, bodyBytes: 1_000_000, cost: 50_000 } as const;

/** Refuses operations that are too deep, too wide or too repetitive, and hints at no field name. */
export function limits() {
  const armor = new ApolloArmor({
    blockFieldSuggestion: { enabled: true },
    costLimit: { enabled: false },
    maxAliases: { enabled: true, n: LIMITS.aliases, allowList: [] },
    // What asks for the schema is deep by nature; only those with the permission to query may send it.
    maxDepth: { enabled: true, n: LIMITS.depth, ignoreIntrospection: true },
    maxDirectives: { enabled: true, n: LIMITS.directives },
    // Counted by the parser itself: see `apollo.ts`.
    maxTokens: { enabled: false },
  });
  const { plugins, validationRules } = armor.protect();
  return { plugins, validationRules: [...validationRules, repeatedFields, knownOperations] };
}

/** The same field named again and again costs work that no alias count sees. */
function repeatedFields(context: ValidationContext): ASTVisitor {
  const seen = new Map<string, number>();
  return {
    Field(node: FieldNode) {
      const count = (seen.get(node.name.value) ?? 0) + 1;
      seen.set(node.name.value, count);
      if (count === LIMITS.fieldsAlike + 1)
        context.reportError(new GraphQLError(`Field "${node.name.value}" is asked for more than ${LIMITS.fieldsAlike} times`, { nodes: [node] }));
    },
  };
}

/** GraphQL itself notices only when it runs that there is nothing to subscribe to. */
function knownOperations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node: OperationDefinitionNode) {
      if (!context.getSchema().getRootType(node.operation)) context.reportError(new GraphQLError(`There is no ${node.operation} here`, { nodes: [node] }));
    },
  };
}
