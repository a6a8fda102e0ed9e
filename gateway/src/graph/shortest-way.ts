import type { BatchFetchNode, FetchNode, FlattenNode, FlattenNodePathSegment, PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner';
import { GraphQLError, Kind, parse, valueFromAST, typeFromAST, visit, type DocumentNode, type ExecutionResult, type GraphQLInputType, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '@moduan/kernel';
import type { AskedOperation, Variables } from './asked-fields';
import { merge, onlyAsked, targetsAt, trim, type Row, type Target, type Way } from './entity-targets';

/** Asks one service. */
export type Call = (service: string, document: DocumentNode, variables: Variables | undefined, request: RequestContext) => Promise<ExecutionResult>;
/** Runs a planned operation. */
export type Run = (variables: Variables, request: RequestContext) => Promise<ExecutionResult>;

interface State {
  readonly data: Row;
  readonly errors: GraphQLError[];
  readonly variables: Variables;
  readonly request: RequestContext;
}
type Step = (state: State) => Promise<unknown> | undefined;

/** Thrown while a plan is prepared that is none of ours. */
class OnlyInGeneral extends Error {}
const leaveIt = (): never => {
  throw new OnlyInGeneral();
};

/**
 * The shortest way to run a plan: one fetch whose answer is the answer, or fetches with entities joined to them by one
 * plain key. Undefined for any other plan: interfaces, keys of several parts, rewrites, several mutations in a row.
 */
export function shortestWay(node: PlanNode, asked: AskedOperation, call: Call): Run | undefined {
  try {
    const withDefaults = defaultsOf(asked);
    if (node.kind === 'Fetch') return direct(new Fetching(node, call), withDefaults);
    if (hidesKey(asked)) return leaveIt();
    return new Joining(asked, call).run(node, withDefaults);
  } catch (error) {
    if (error instanceof OnlyInGeneral) return undefined;
    throw error;
  }
}

/** Fields by which services know records of one another. */
const KEYS = new Set(['id', 'code', '__typename']);

/** Another field under the name of a key stands where the join looks for the key. */
function hidesKey({ document }: AskedOperation): boolean {
  let hides = false;
  visit(document, { [Kind.FIELD]: ({ alias, name }) => void (hides ||= alias !== undefined && alias.value !== name.value && KEYS.has(alias.value)) });
  return hides;
}

/** Fills in what the operation says a variable is when it is not given. */
function defaultsOf({ operation, schema }: AskedOperation): (variables: Variables) => Variables {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromAST(defaultValue, typeFromAST(schema, type as never) as GraphQLInputType)] as const] : [],
  );
  if (!defaults.length) return (variables) => variables;
  return (variables) => ({ ...Object.fromEntries(defaults.filter(([name]) => variables[name] === undefined)), ...variables });
}

/** A step of a plan that asks one service. */
class Fetching {
  readonly document: DocumentNode;
  readonly firstKey: string = '';
  private readonly names: readonly string[];

  constructor(private readonly node: FetchNode | BatchFetchNode, private readonly call: Call) {
    if ('inputRewrites' in node && (node.inputRewrites?.length || node.outputRewrites?.length)) leaveIt();
    if (node.operationKind === 'subscription') leaveIt();
    this.document = parse(node.operation, { noLocation: true });
    this.names = node.variableUsages ?? [];
    const [first] = (this.document.definitions[0] as OperationDefinitionNode).selectionSet.selections;
    if (first?.kind !== Kind.FIELD) return leaveIt();
    this.firstKey = first.alias?.value ?? first.name.value;
  }

  /** A service that fails to answer at all is an error in the answer, not of it. */
  async ask(variables: Variables, request: RequestContext, more?: Row): Promise<ExecutionResult<Row>> {
    const chosen: Row = { ...more };
    for (const name of this.names) if (variables[name] !== undefined) chosen[name] = variables[name];
    try {
      return (await this.call(this.node.serviceName, this.document, chosen, request)) as ExecutionResult<Row>;
    } catch (error) {
      const said = error as Error;
      if (said instanceof GraphQLError) return { data: null, errors: [said] };
      return { data: null, errors: [new GraphQLError(said.message, { originalError: said, extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: this.node.serviceName } })] };
    }
  }
}

const relocated = (error: GraphQLError, path: readonly (string | number)[]) => new GraphQLError(error.message, { path, originalError: error.originalError, extensions: error.extensions });
const placed = (errors: readonly GraphQLError[], firstKey: string) => errors.map((error) => (error.path ? error : relocated(error, [firstKey])));

/** The operation is the client's own: what the service answers is the answer. */
function direct(fetching: Fetching, withDefaults: (variables: Variables) => Variables): Run {
  return async (variables, request) => {
    const result = await fetching.ask(withDefaults(variables), request);
    return result.errors ? { ...result, errors: placed(result.errors, fetching.firstKey) } : result;
  };
}

const wayOf = (path: readonly FlattenNodePathSegment[]): Way => path.map((segment) => (segment === '@' ? segment : 'Field' in segment ? segment.Field : leaveIt()));

/** `Area` by `code`: one type, one plain key. */
function keyOf(requires: readonly RequiresSelection[] | undefined): { readonly type: string; readonly key: string } {
  const [only, ...others] = requires ?? [];
  if (only?.kind !== 'InlineFragment' || others.length || only.skipIf || only.includeIf) return leaveIt();
  const names = only.selections.map((selection) => (selection.kind === 'Field' && !selection.alias && !selection.selections?.length ? selection.name : leaveIt()));
  const keys = names.filter((name) => name !== '__typename');
  return keys.length === 1 ? { type: only.typeCondition, key: keys[0]! } : leaveIt();
}

/** One list of entities of an answer, and the places that they belong to. */
interface Joined {
  /** Name of the list in the answer, and of the variable that asks for it. */
  readonly alias: string;
  readonly variable: string;
  readonly ways: readonly Way[];
  readonly type: string;
  readonly key: string;
}

/** A plan of several steps. */
class Joining {
  private readonly ways = new Map<string, Way>();

  constructor(private readonly asked: AskedOperation, private readonly call: Call) {}

  run(node: PlanNode, withDefaults: (variables: Variables) => Variables): Run {
    const step = this.step(node);
    const root = this.asked.at([]) ?? leaveIt();
    const trims = [...this.ways.values()].map((way) => ({ way, fields: this.asked.at(way.filter((key) => key !== '@')) ?? leaveIt() }));
    return async (given, request) => {
      const state: State = { data: {}, errors: [], variables: withDefaults(given), request };
      await step(state);
      for (const { way, fields } of trims) trim(state.data, way, fields, state.variables);
      const data = onlyAsked(state.data, root, state.variables);
      return state.errors.length ? { data, errors: state.errors } : { data };
    };
  }

  private step(node: PlanNode): Step {
    switch (node.kind) {
      case 'Fetch':
        return this.root(node);
      case 'Flatten':
        return this.flatten(node);
      case 'BatchFetch':
        return this.batch(node);
      case 'Sequence':
        return inTurn(node.nodes.map((each) => this.step(each)), node.nodes);
      case 'Parallel':
        return atOnce(node.nodes.map((each) => this.step(each)));
      case 'Condition': {
        const [then, otherwise] = [node.ifClause, node.elseClause].map((clause) => clause && this.step(clause));
        return (state) => (state.variables[node.condition] ? then : otherwise)?.(state);
      }
      default:
        return leaveIt();
    }
  }

  private root(node: FetchNode): Step {
    if (node.requires?.length) leaveIt();
    const fetching = new Fetching(node, this.call);
    return async ({ data, errors, variables, request }) => {
      const result = await fetching.ask(variables, request);
      if (result.errors) errors.push(...placed(result.errors, fetching.firstKey));
      Object.assign(data, result.data);
    };
  }

  private flatten(node: FlattenNode): Step {
    if (node.node.kind !== 'Fetch') return leaveIt();
    const ways = [this.way(node.path)];
    return this.entities(node.node, [{ alias: '_entities', variable: 'representations', ways, ...keyOf(node.node.requires) }]);
  }

  private batch(node: BatchFetchNode): Step {
    const lists = node.entityBatch.aliases.map((list): Joined => {
      if (list.inputRewrites?.length || list.outputRewrites?.length) leaveIt();
      return { alias: list.alias, variable: list.representationsVariableName, ways: list.paths.map((path) => this.way(path)), ...keyOf(list.requires) };
    });
    return this.entities(node, lists);
  }

  private way(path: readonly FlattenNodePathSegment[]): Way {
    const way = wayOf(path);
    this.ways.set(way.join(' '), way);
    return way;
  }

  private entities(node: FetchNode | BatchFetchNode, lists: readonly Joined[]): Step {
    const fetching = new Fetching(node, this.call);
    return async ({ data, errors, variables, request }) => {
      const found = lists.map((list) => ({ ...list, targets: targetsOf(data, list) }));
      if (found.every(({ targets }) => !targets.size)) return;
      const representations = Object.fromEntries(found.map(({ variable, type, key, targets }) => [variable, Array.from(targets.keys(), (value) => ({ __typename: type, [key]: value }))]));
      const result = await fetching.ask(variables, request, representations);
      const places = new Map(found.map(({ alias, targets }) => [alias, [...targets.values()]]));
      for (const [alias, its] of places) {
        const entities = (result.data?.[alias] ?? []) as readonly (Row | null)[];
        entities.forEach((entity, at) => entity && its[at]?.forEach(({ row }) => merge(row, entity)));
      }
      for (const error of result.errors ?? []) errors.push(...atTargets(error, places, node.kind === 'Fetch' ? found[0]!.ways[0] : undefined));
    };
  }
}

function targetsOf(data: Row, { ways, key }: Joined): Map<unknown, Target[]> {
  const targets = new Map<unknown, Target[]>();
  for (const way of ways) targetsAt(data, way, key, targets);
  return targets;
}

/** An error about an entity is one at each place where the entity stands; one of the whole step stands where it leads to. */
function atTargets(error: GraphQLError, places: ReadonlyMap<unknown, readonly (readonly Target[])[]>, way: Way | undefined): GraphQLError[] {
  const [alias, at, ...rest] = error.path ?? [];
  const targets = places.get(alias)?.[at as number];
  if (targets) return targets.map(({ path }) => relocated(error, [...path, ...rest]));
  return [way ? relocated(error, way.filter((key) => key !== '@')) : error];
}

/** One after the other; what changes something twice in a row keeps the order that only the general way gives. */
function inTurn(steps: readonly Step[], nodes: readonly PlanNode[]): Step {
  if (nodes.filter(({ kind }) => kind === 'Fetch').length > 1) leaveIt();
  return async (state) => {
    for (const step of steps) await step(state);
  };
}

const atOnce = (steps: readonly Step[]): Step => (state) => Promise.all(steps.map((step) => step(state)));
