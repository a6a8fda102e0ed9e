import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../run/workspace.mjs';
import type { Imported } from './import';
import type { Options } from './options';
import type { Profile } from './profile';
import { QUESTIONS, TITLES, type Question } from './questions';
import { cellOf, type Cells, type Slice } from './rounds';

export interface Report extends Partial<Cells> {
  readonly options: Options;
  readonly premises: number;
  readonly imported?: Imported;
  readonly profiles?: readonly Profile[];
}

const JSON_FILE = inRoot('dist', 'bench', 'bench.json');
const DOCUMENT = inRoot('docs', 'performance.md');

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
export const median = (values: readonly number[]): number => {
  const all = sorted(values);
  const middle = all.length >> 1;
  return all.length % 2 ? all[middle]! : (all[middle - 1]! + all[middle]!) / 2;
};

/** Half of the slices lie between these two, as a share of the median. */
function spread(values: readonly number[]): string {
  const all = sorted(values);
  const at = (share: number) => all[Math.round(share * (all.length - 1))]!;
  return `±${Math.round((50 * (at(0.75) - at(0.25))) / median(values))} %`;
}

/** What is to be reached: the least share of PostGraphile's throughput, and the most CPU of a request in one process. */
const GOALS: Readonly<Partial<Record<Question, { readonly peer?: number; readonly cpu?: number }>>> = {
  list: { peer: 1.5, cpu: 0.7 }, operators: { peer: 1.5, cpu: 1.5 }, join: { peer: 1.5, cpu: 1.5 }, total: { peer: 1 }, amend: { peer: 1 },
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, i) => (i ? '---:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const times = (share: number) => `${share.toFixed(2)} ×`;

/** Of each round the share that one server reached of another's: what slows the machine slows both. */
function ratio(slices: Cells['slices'], question: Question, one: string, other: string): string {
  const [its, theirs] = [slices[cellOf(one, question)], slices[cellOf(other, question)]];
  return its && theirs ? times(median(its.map(({ perSecond }, i) => perSecond / theirs[i]!.perSecond))) : '–';
}

function goalOf(question: Question, name: string): string {
  const goal = GOALS[question];
  if (!goal || name !== 'Moduan') return '';
  return [goal.peer && `≥ ${goal.peer} × PostGraphile`, goal.cpu && `≤ ${goal.cpu} ms`].filter(Boolean).join(', ');
}

function questionTable({ shapes, slices }: Cells): string {
  const rows = QUESTIONS.flatMap((question) =>
    shapes.flatMap(({ name }) => {
      const its = slices[cellOf(name, question)];
      if (!its) return [];
      const of = (value: (slice: Slice) => number) => its.map(value);
      const perSecond = of((slice) => slice.perSecond);
      const cpu = of((slice) => slice.cpuMs);
      return [[
        TITLES[question], name, Math.round(median(perSecond)).toString(), Math.round(Math.max(...perSecond)).toString(), spread(perSecond), median(cpu).toFixed(2), Math.min(...cpu).toFixed(2),
        median(of(({ p50 }) => p50)).toFixed(1), median(of(({ p99 }) => p99)).toFixed(1), ratio(slices, question, name, 'raw pg'), ratio(slices, question, name, 'PostGraphile'), goalOf(question, name),
      ]];
    }),
  );
  return table(['question', 'server', 'req/s', 'best', 'spread', 'CPU ms', 'least', 'p50 ms', 'p99 ms', 'of raw pg', 'of PostGraphile', 'goal'], rows);
}

const shapeTable = ({ shapes }: Cells) =>
  table(['server', 'start ms', 'memory at rest MB', 'after the load MB'], shapes.map(({ name, startMs, idleMb, loadedMb }) => [name, String(startMs), String(idleMb), String(loadedMb)]));

/** A deep page beside the first one: the goal is the same time, a fifth more or less. */
function depth({ shapes, slices }: Cells): string {
  const lines = shapes.flatMap(({ name }) => {
    const [first, deep] = [slices[cellOf(name, 'list')], slices[cellOf(name, 'deep')]];
    return first && deep ? [`${name}: ${median(deep.map(({ cpuMs }) => cpuMs)).toFixed(2)} ms CPU, ${median(deep.map(({ p50 }) => p50)).toFixed(1)} ms p50`] : [];
  });
  return lines.join('; ');
}

/** By URL: what the gateway itself takes of a request. */
function gatewayShare({ slices }: Cells): string | undefined {
  const its = slices[cellOf('Moduan by URL', 'join')];
  return its && `Of a join by URL the gateway itself takes ${median(its.map(({ frontMs }) => frontMs)).toFixed(2)} ms of ${median(its.map(({ cpuMs }) => cpuMs)).toFixed(2)} ms (goal ≤ 2 ms).`;
}

function importTable(imported: Imported): string {
  const rows = [
    ['COPY of the same rows into the same tables with their indexes', (imported.copyMs / 1000).toFixed(1), '1', ''],
    ['parsed rows to commit: check, then write', ((imported.checkMs + imported.writeMs) / 1000).toFixed(1), times((imported.checkMs + imported.writeMs) / imported.copyMs), '≤ 5 ×'],
    ['· check (dry run, kept for the person who decides)', (imported.checkMs / 1000).toFixed(1), times(imported.checkMs / imported.copyMs), ''],
    ['· write', (imported.writeMs / 1000).toFixed(1), times(imported.writeMs / imported.copyMs), ''],
    ['reading the CSV', (imported.readMs.csv / 1000).toFixed(1), '', ''],
    ['reading the whole list as XLSX', (imported.readMs.xlsx / 1000).toFixed(1), '', ''],
    ['export of the whole list as XLSX', (imported.exportMs.whole / 1000).toFixed(1), '', `first byte after ${(imported.exportMs.firstByte / 1000).toFixed(2)} s, goal < 1 s`],
  ];
  return `${table([`import of ${imported.rows.toLocaleString('en')} premises`, 's', 'of COPY', 'goal'], rows)}\n\nMemory of the server: ${imported.restMb} MB before, at most ${imported.mostMb} MB.`;
}

export function markdownOf(result: Report): string {
  const { rounds, seconds, connections } = result.options;
  const cpu = os.cpus();
  const parts = [`${result.premises.toLocaleString('en')} premises; ${rounds} rounds of ${seconds} s, ${connections} connections; ${cpu.length} × ${cpu[0]?.model.trim()}, Node ${process.versions.node}.`];
  if (result.shapes && result.slices) {
    const cells = result as Cells;
    parts.push(questionTable(cells), shapeTable(cells));
    if (depth(cells)) parts.push(`Deep page: ${depth(cells)}.`);
    const share = gatewayShare(cells);
    if (share) parts.push(share);
  }
  if (result.imported) parts.push(importTable(result.imported));
  for (const { question, shares } of result.profiles ?? []) parts.push(table([`self time, ${question}`, '%'], shares.map(({ name, percent }) => [name, percent.toFixed(1)])));
  return parts.join('\n\n');
}

const [BEGIN, END] = ['<!-- bench:begin -->', '<!-- bench:end -->'];

/** Prints the tables, keeps the figures as JSON and, when told so, puts the tables into the document. */
export async function report(result: Report, { write }: Options): Promise<void> {
  const text = markdownOf(result);
  process.stdout.write(`\n${text}\n`);
  mkdirSync(path.dirname(JSON_FILE), { recursive: true });
  writeFileSync(JSON_FILE, `${JSON.stringify(result, null, 2)}\n`);
  if (!write) return;
  const document = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${DOCUMENT} has no place for the tables`);
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n${text}\n${END}${after}`);
}
