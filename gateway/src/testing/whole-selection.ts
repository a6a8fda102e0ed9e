import { getNamedType, isEnumType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument, type GraphQLEnumType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

type AnyField = GraphQLField<unknown, unknown>;

/** Everything that can be asked of a type: its values, its lists of values, its relations down to a depth. */
export function wholeSelection(type: GraphQLObjectType, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return byEveryDimension(field);
    const its = getNamedType(field.type);
    if (isLeafType(its)) return [field.name];
    if (!isObjectType(its) || (depth === 0 && isRecord(its))) return [];
    return [`${field.name} ${wholeSelection(its, depth - (isRecord(its) ? 1 : 0))}`];
  });
  return `{ ${parts.join(' ')} }`;
}

/** Records have an identity of their own; pages, entries and figures don't. */
const isRecord = (type: GraphQLObjectType) => 'allowedActions' in type.getFields() || type.name === 'Area';

/** `by(dimension)` once for each of its dimensions. */
function byEveryDimension(field: AnyField): string[] {
  const dimension = field.args.find(({ name }) => name === 'dimension');
  const its = dimension && getNamedType(dimension.type);
  const values = getNamedType(field.type);
  if (!isEnumType(its) || !isObjectType(values)) throw new Error(`${field.name} has an argument that no test knows`);
  return its.getValues().map(({ name }) => `${name.toLowerCase()}: ${field.name}(dimension: ${name}) ${wholeSelection(values, 0)}`);
}

export interface Listed {
  readonly name: string;
  readonly page: GraphQLObjectType;
  readonly node: GraphQLObjectType;
}

const fieldsOf = (schema: GraphQLSchema) => Object.values(schema.getQueryType()!.getFields());
const objectOf = (field: AnyField | undefined) => (field ? (getNamedType(field.type) as GraphQLObjectType) : undefined);

/** Every list of the graph that comes in pages. */
export const listsOf = (schema: GraphQLSchema): Listed[] =>
  fieldsOf(schema).flatMap((field) => {
    const page = objectOf(field)!;
    const node = isObjectType(page) && page.name.endsWith('Connection') ? objectOf(page.getFields().nodes) : undefined;
    return node ? [{ name: field.name, page, node }] : [];
  });

/** Every list of the graph that comes whole. */
export const wholeListsOf = (schema: GraphQLSchema): string[] =>
  fieldsOf(schema)
    .filter(({ type }) => isListType(isNonNullType(type) ? type.ofType : type))
    .map(({ name }) => name);

export const summariesOf = (schema: GraphQLSchema): { name: string; type: GraphQLObjectType }[] =>
  fieldsOf(schema).flatMap((field) => (objectOf(field)?.name.endsWith('Summary') ? [{ name: field.name, type: objectOf(field)! }] : []));

export const enumOf = (schema: GraphQLSchema, name: string) => schema.getType(name) as GraphQLEnumType;
