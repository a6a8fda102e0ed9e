import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { getNamedType, GraphQLError, isObjectType, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LIMITS } from './limits';

/** Records of a page that does not say how many, as the services answer it. */
const DEFAULT_PAGE = 50;
/** What breaking a whole register down costs, in fields read; a map of it too. */
const WHOLE_REGISTER = 100;
const OF_WHOLE_REGISTER = new Set(['SummaryGroup', 'PremisesMap', 'GridShapes']);

/** A field is one; below a list it counts once for every record that the page may hold. */
function fieldCost({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const type = getNamedType(field.type);
  const { first, last } = args as { first?: unknown; last?: unknown };
  const isPage = field.args.some(({ name }) => name === 'first');
  // A page of less than nothing is no discount for the others.
  const times = isPage ? Math.max(Number(first ?? last ?? DEFAULT_PAGE), 1) : 1;
  const whole = isObjectType(type) && OF_WHOLE_REGISTER.has(type.name) ? WHOLE_REGISTER : 0;
  return 1 + whole + times * childComplexity;
}

/** What an operation may cost at most, in fields of records; the schema itself costs nothing. */
export function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown> | undefined, operationName?: string): number {
  return getComplexity({ schema, query: document, variables: variables ?? {}, operationName, estimators: [fieldCost] });
}

export function requireAffordable(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown> | undefined, operationName?: string): void {
  const cost = countable(() => costOf(schema, document, variables, operationName));
  if (cost > LIMITS.cost) throw tooDear(`The operation may read ${cost} fields, ${LIMITS.cost} are allowed; ask for smaller pages or fewer relations`, { cost, allowed: LIMITS.cost });
}

/** What unfolds into more than can be counted is not counted to its end. */
function countable(count: () => number): number {
  try {
    return count();
  } catch (error) {
    if (error instanceof GraphQLError) throw tooDear('The operation unfolds into too many fields; spread fewer fragments');
    throw error;
  }
}

const tooDear = (message: string, more: object = {}) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...more, http: { status: 400 } } });
