import type { AskedField, Variables } from './asked-fields';

export type Row = Record<string, unknown>;

/** A way down the answer: keys, and `@` for every place of a list. */
export type Way = readonly string[];

/** An object of the answer that other services know more about, and where it stands. */
export interface Target {
  readonly row: Row;
  readonly path: readonly (string | number)[];
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** Calls for each object at the end of a way, with the object or list that holds it. */
function walk(value: unknown, way: Way, depth: number, path: (string | number)[], found: (holder: Row, key: string | number, path: readonly (string | number)[]) => void): void {
  if (!isRow(value)) return;
  const step = way[depth]!;
  const keys: (string | number)[] = step === '@' ? (Array.isArray(value) ? Array.from(value, (_, i) => i) : []) : [step];
  for (const key of keys) {
    path.push(key);
    const next = value[key as string];
    if (depth < way.length - 1) walk(next, way, depth + 1, path, found);
    else if (Array.isArray(next)) walk(next, ['@'], 0, path, found);
    else if (isRow(next)) found(value, key, path);
    path.pop();
  }
}

/** Objects at the end of a way, by the value of their key. */
export function targetsAt(data: Row, way: Way, key: string, into: Map<unknown, Target[]>): void {
  walk(data, way, 0, [], (holder, at, path) => {
    const row = holder[at as string] as Row;
    if (row[key] === undefined || row[key] === null) return;
    const known = into.get(row[key]);
    const target = { row, path: [...path] };
    if (known) known.push(target);
    else into.set(row[key], [target]);
  });
}

/** Puts what another service knows into an object; what both know in part is put together. */
export function merge(row: Row, more: Row): void {
  for (const [name, value] of Object.entries(more)) {
    const own = row[name];
    if (isRow(own) && isRow(value) && Array.isArray(own) === Array.isArray(value) && (!Array.isArray(own) || own.length === (value as unknown as unknown[]).length)) merge(own, value);
    else row[name] = value;
  }
}

/** Leaves what was asked for, in the order of asking; an object without what it must have is null. */
export function onlyAsked(row: Row, fields: readonly AskedField[], variables: Variables): Row | null {
  const shown: Row = {};
  for (const { key, isTypename, isRequired, when } of fields) {
    if (when && !when(variables)) continue;
    const value = isTypename ? (row[key] ?? row.__typename) : row[key];
    if (value === undefined && isRequired) return null;
    shown[key] = value ?? null;
  }
  return shown;
}

/** Leaves at the end of a way only what was asked for. */
export const trim = (data: Row, way: Way, fields: readonly AskedField[], variables: Variables): void =>
  walk(data, way, 0, [], (holder, at) => {
    holder[at as string] = onlyAsked(holder[at as string] as Row, fields, variables);
  });
