import { getNamedType, isNonNullType, isObjectType, Kind, type DirectiveNode, type DocumentNode, type FieldNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** A field that a client asked for at a place of the answer. */
export interface AskedField {
  /** Its name there: the alias, when it has one. */
  readonly key: string;
  readonly isTypename: boolean;
  /** Absent for a field that is always asked for. */
  readonly when: ((variables: Variables) => boolean) | undefined;
  /** Its absence makes the whole object null. */
  readonly isRequired: boolean;
}

interface Occurrence {
  readonly node: FieldNode;
  readonly conditions: readonly Condition[];
}
type Condition = (variables: Variables) => boolean;

/** An operation of a document, to be asked what it asks for; places of interfaces and unions it does not know. */
export class AskedOperation {
  readonly #fragments = new Map<string, { readonly type: string; readonly selectionSet: SelectionSetNode }>();
  readonly operation: OperationDefinitionNode;

  constructor(readonly schema: GraphQLSchema, readonly document: DocumentNode, operationName?: string) {
    const operations: OperationDefinitionNode[] = [];
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, { type: definition.typeCondition.name.value, selectionSet: definition.selectionSet });
      if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    }
    const found = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
    if (!found || (!operationName && operations.length > 1)) throw new Error('No such operation');
    this.operation = found;
  }

  /** The fields asked for below a path of keys; undefined where an object type alone does not say it. */
  at(path: readonly string[]): readonly AskedField[] | undefined {
    let type = this.schema.getRootType(this.operation.operation) ?? undefined;
    let sets: readonly SelectionSetNode[] = [this.operation.selectionSet];
    for (const key of path) {
      const nodes = type && this.#collected(type, sets)?.get(key);
      if (!nodes) return undefined;
      const below = getNamedType(type!.getFields()[nodes[0]!.node.name.value]!.type);
      if (!isObjectType(below)) return undefined;
      [type, sets] = [below, nodes.flatMap(({ node }) => (node.selectionSet ? [node.selectionSet] : []))];
    }
    const fields = type && this.#collected(type, sets);
    return fields && [...fields].map(([key, occurrences]) => askedField(type!, key, occurrences));
  }

  #collected(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Map<string, Occurrence[]> | undefined {
    const fields = new Map<string, Occurrence[]>();
    return sets.every((set) => this.#collect(type, set, [], fields)) ? fields : undefined;
  }

  #collect(type: GraphQLObjectType, set: SelectionSetNode, outer: readonly Condition[], fields: Map<string, Occurrence[]>): boolean {
    return set.selections.every((selection) => {
      const conditions = [...outer, ...conditionsOf(selection.directives ?? [])];
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        fields.set(key, [...(fields.get(key) ?? []), { node: selection, conditions }]);
        return true;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? { type: selection.typeCondition?.name.value, selectionSet: selection.selectionSet } : this.#fragments.get(selection.name.value)!;
      return (fragment.type ?? type.name) === type.name && this.#collect(type, fragment.selectionSet, conditions, fields);
    });
  }
}

function askedField(type: GraphQLObjectType, key: string, occurrences: readonly Occurrence[]): AskedField {
  const name = occurrences[0]!.node.name.value;
  const isTypename = name === '__typename';
  const always = occurrences.some(({ conditions }) => !conditions.length);
  return {
    key,
    isTypename,
    when: always ? undefined : (variables) => occurrences.some(({ conditions }) => conditions.every((holds) => holds(variables))),
    isRequired: isTypename || isNonNullType(type.getFields()[name]!.type),
  };
}

const conditionsOf = (directives: readonly DirectiveNode[]): Condition[] =>
  directives.flatMap(({ name, arguments: its }): Condition[] => {
    const wanted = { include: true, skip: false }[name.value];
    const value = its?.find((argument) => argument.name.value === 'if')?.value;
    if (wanted === undefined || !value) return [];
    if (value.kind === Kind.VARIABLE) return [(variables) => Boolean(variables[value.name.value]) === wanted];
    return [() => (value.kind === Kind.BOOLEAN && value.value) === wanted];
  });
