import type { FieldFault } from '@moduan/kernel';
import { AREA_LEVELS, areaCodeFault, parentArea } from '@moduan/schema/codes';

/** What a person asks: an area goes into another, or goes on under another code. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Name of the area that `to` is to be; taken over from `from` when absent, without effect when it is there. */
  readonly name?: string | null;
}

/** An area or grid as it is today. */
export interface Known {
  readonly code: string;
  readonly name: string;
}

/** What becomes of one code. */
export interface Step {
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  readonly kind: 'MERGED' | 'RECODED';
  /** Whether it was asked for, or follows from an area above it. */
  readonly asked: boolean;
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly faults: readonly FieldFault[];
}

/** Codes of one level under an area: three digits more. */
const DIGITS = 3;

/**
 * Everything that follows from the moves: what stands below an area goes with it, under the same last digits where they are
 * free in its new place, else under the next free ones; a code that stood for something once (`ended`) is not given again. Nothing is changed; faults name the move (`moves.0.to`).
 */
export function planReorganisation(known: readonly Known[], moves: readonly Move[], ended: Iterable<string> = []): Plan {
  const names = new Map(known.map(({ code, name }) => [code, name]));
  const faults = moves.flatMap((move, at) => faultsOf(names, moves, move).map(({ path, message }) => ({ path: `moves.${at}.${path}`, message })));
  if (!moves.length) faults.push({ path: 'moves', message: { zh: '请至少选一个要调整的区划', en: 'Choose at least one area' } });
  return { steps: faults.length ? [] : new Planner(known, names, moves, ended).steps(), faults };
}

const fault = (path: 'from' | 'to' | 'name', zh: string, en: string): FieldFault => ({ path, message: { zh, en } });

function faultsOf(names: ReadonlyMap<string, string>, moves: readonly Move[], { from, to, name }: Move): FieldFault[] {
  const shape = areaCodeFault(to);
  if (!names.has(from)) return [fault('from', `没有区划 ${from}，或已停用`, `No area ${from}, or it has ended`)];
  if (from.length === AREA_LEVELS.city) return [fault('from', '市本身不在这里调整', 'The city itself is not re-organised here')];
  if (shape) return [{ path: 'to', message: shape }];
  if (to.length !== from.length) return [fault('to', '前后应为同一级', 'Both must be of one level')];
  const faults: FieldFault[] = [];
  if (from === to) faults.push(fault('to', '与原代码相同', 'The same code as before'));
  if (moves.filter((move) => move.from === from).length > 1) faults.push(fault('from', '同一个区划写了两次', 'The same area twice'));
  if (moves.some((move) => move.from === to)) faults.push(fault('to', '这个代码自己也要调整，不能作为去向', 'This code goes itself; nothing can go into it'));
  const parent = parentArea(to)!;
  const above = moves.some((move) => move.to === parent) || (names.has(parent) && !moves.some((move) => move.from === parent));
  if (!above) faults.push(fault('to', `上级区划 ${parent} 没有登记`, `Area ${parent} above it is not there`));
  if (from.length === AREA_LEVELS.grid && names.has(to)) faults.push(fault('to', '网格不能并入现有网格，请换一个代码', 'A grid goes into no other; give a free code'));
  if (name !== undefined && name !== null && (!name.trim() || name.length > 60)) faults.push(fault('name', '名称应为 1–60 个字', 'A name has 1 to 60 characters'));
  return faults;
}

class Planner {
  readonly #steps: Step[] = [];
  readonly #gone: Set<string>;
  /** Codes that stand or stood for something: none is given twice. */
  readonly #taken: Set<string>;
  readonly #below: ReadonlyMap<string, readonly Known[]>;

  constructor(known: readonly Known[], private readonly names: ReadonlyMap<string, string>, moves: readonly Move[], ended: Iterable<string>) {
    this.#gone = new Set(moves.map(({ from }) => from));
    this.#taken = new Set([...known.map(({ code }) => code), ...ended]);
    this.#below = Map.groupBy([...known].sort((a, b) => (a.code < b.code ? -1 : 1)), ({ code }) => parentArea(code) ?? '');
    const made = new Map<string, string>();
    for (const { from, to, name } of moves) if (!names.has(to) && !made.has(to)) made.set(to, name?.trim() || names.get(from)!);
    for (const { from, to } of moves) this.#step(from, to, made.get(to), true);
  }

  steps(): readonly Step[] {
    // What is added while going through is gone through too: a town's villages, then their grids.
    for (const { from, to } of this.#steps) this.#follow(from, to);
    return this.#steps;
  }

  #step(from: string, to: string, newName: string | undefined, asked: boolean): void {
    this.#taken.add(to);
    this.#steps.push({ from, fromName: this.names.get(from)!, to, toName: newName ?? this.names.get(to)!, kind: newName === undefined ? 'MERGED' : 'RECODED', asked });
  }

  #follow(from: string, to: string): void {
    for (const { code, name } of this.#below.get(from) ?? []) {
      if (this.#gone.has(code)) continue;
      this.#step(code, this.#freeCode(to, code.slice(-DIGITS)), name, false);
    }
  }

  /** The same digits where they are free, else those after the highest that are taken. */
  #freeCode(parent: string, digits: string): string {
    if (!this.#taken.has(parent + digits)) return parent + digits;
    const used = [...this.#taken].flatMap((code) => (code.length === parent.length + DIGITS && code.startsWith(parent) ? [Number(code.slice(-DIGITS))] : []));
    const highest = Math.max(...used);
    const next = highest < 999 ? highest + 1 : Array.from({ length: 999 }, (_, i) => i + 1).find((number) => !used.includes(number))!;
    return parent + String(next).padStart(DIGITS, '0');
  }
}
