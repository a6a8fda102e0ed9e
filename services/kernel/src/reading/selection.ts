import { relationName, type Fields } from '@moduan/schema';
import { getNamedType, isObjectType, Kind, type FieldNode, type GraphQLResolveInfo, type SelectionNode, type SelectionSetNode } from 'graphql';
import { baseColumns, columnOf } from '../entity/columns';
import type { AnyThing } from '../entity/thing';

/** The columns of a register that a question needs, each under its name in the graph; secrets masked. */
export interface Selection {
  readonly names: readonly string[];
  /** Text for a statement. */
  readonly text: string;
  /** Alike for those alike, and short. */
  readonly mark: string;
  /** Nothing left out: such a row is a record with everything that its entity can do. */
  readonly isWhole: boolean;
}

const quoted = (name: string) => `"${name}"`;

interface Known {
  /** Every property that has a column. */
  readonly columns: ReadonlyMap<string, string>;
  /** Fields of the graph that one property answers: its own, and the relation that it leads to. */
  readonly answered: ReadonlyMap<string, string>;
  readonly whole: Selection;
  /** Those that were made for questions, by their text. */
  readonly made: Map<string, Selection>;
}
/** What is asked for in ever new combinations is not kept. */
const MOST_KEPT = 500;
let marks = 0;
const known = new WeakMap<AnyThing, Known>();

function knownOf(thing: AnyThing): Known {
  let its = known.get(thing);
  if (!its) known.set(thing, (its = makeKnown(thing)));
  return its;
}

function makeKnown(thing: AnyThing): Known {
  const fields = Object.entries(thing.register.fields as Fields);
  const columns = new Map([...baseColumns.map(({ property, column }) => [property, column] as const), ...fields.map(([name, field]) => [name, columnOf(name, field)] as const)]);
  const leading = fields.filter(([, { kind }]) => kind === 'area' || kind === 'reference' || kind === 'references');
  const answered = new Map([...[...columns.keys()].map((name) => [name, name] as const), ...leading.map(([name]) => [relationName(name), name] as const)]);
  for (const name of Object.keys(thing.computed ?? {})) answered.delete(name);
  return { columns, answered, whole: { names: [...columns.keys()], text: textOf(thing, columns, columns.keys()), mark: '', isWhole: true }, made: new Map() };
}

const textOf = (thing: AnyThing, columns: ReadonlyMap<string, string>, names: Iterable<string>): string =>
  Array.from(names, (name) => `${quoted(thing.table)}.${quoted(columns.get(name)!)} as ${quoted(name)}`).join(', ');

/** Every column of a record: for whatever its methods, its policy and its computed fields may look at. */
export const wholeSelection = (thing: AnyThing): Selection => knownOf(thing).whole;

function selectionOf(thing: AnyThing, asked: ReadonlySet<string>): Selection {
  const { columns, whole, made } = knownOf(thing);
  // In the order of the columns: one text, whatever order they are asked for in.
  const names = whole.names.filter((name) => asked.has(name));
  if (names.length === whole.names.length) return whole;
  const text = textOf(thing, columns, names);
  let selection = made.get(text);
  if (!selection) {
    selection = { names, text, mark: String((marks += 1)), isWhole: false };
    if (made.size < MOST_KEPT) made.set(text, selection);
  }
  return selection;
}

/** What both need, for one statement. */
export function together(thing: AnyThing, one: Selection, other: Selection): Selection {
  if (one.isWhole || one === other) return one;
  return other.isWhole ? other : selectionOf(thing, new Set([...one.names, ...other.names]));
}

type Asking = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema'>;

/** What is made of a question is kept as long as the question itself. */
const kept = new WeakMap<readonly FieldNode[], Map<string, unknown>>();

function remembered<T>(info: Asking, key: string, make: () => T): T {
  let its = kept.get(info.fieldNodes);
  if (!its) kept.set(info.fieldNodes, (its = new Map()));
  let value = its.get(key) as T | undefined;
  if (value === undefined) its.set(key, (value = make()));
  return value;
}

/** What a question asks of the records themselves. Without a question everything. */
export const askedOf = (thing: AnyThing, info: Asking | undefined): Selection =>
  info ? remembered(info, thing.table, () => collected(thing, info, [], info.fieldNodes)) : wholeSelection(thing);

/** What a question asks of the records of a page, and what they are ordered by. */
export const askedOfPage = (thing: AnyThing, info: Asking | undefined, order: string): Selection =>
  info
    ? remembered(info, order, () => collected(thing, info, [order], [...below(info, info.fieldNodes, 'nodes'), ...below(info, below(info, info.fieldNodes, 'edges'), 'node')]))
    : wholeSelection(thing);

/** Whether a field stands in a question; one with a condition is taken as asked. */
export const asksFor = (info: Asking, name: string): boolean => remembered(info, `? ${name}`, () => below(info, info.fieldNodes, name).length > 0);

function collected(thing: AnyThing, info: Asking, more: readonly string[], nodes: readonly FieldNode[]): Selection {
  const { answered } = knownOf(thing);
  const names = new Set(['id', thing.key as string, ...more]);
  for (const field of nodes.flatMap(({ selectionSet }) => fieldsOf(info, selectionSet, thing.register.type as string))) {
    const name = field.name.value;
    if (name === '__typename') continue;
    const its = answered.get(name);
    // What no single column answers may look at any: actions, computed fields, whatever a department adds.
    if (its === undefined) return wholeSelection(thing);
    names.add(its);
  }
  return selectionOf(thing, names);
}

const below = (info: Asking, nodes: readonly FieldNode[], name: string): FieldNode[] =>
  nodes.flatMap(({ selectionSet }) => fieldsOf(info, selectionSet).filter((field) => field.name.value === name));

/** Fields of a selection, fragments unfolded; those for another type of object are left out. */
function fieldsOf(info: Asking, set: SelectionSetNode | undefined, type?: string): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection: SelectionNode): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value]! : selection;
    const condition = fragment.typeCondition?.name.value;
    const isOther = type !== undefined && condition !== undefined && condition !== type && isObjectType(getNamedType(info.schema.getType(condition)));
    return isOther ? [] : fieldsOf(info, fragment.selectionSet, type);
  });
}
