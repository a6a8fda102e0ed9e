import { writeFileSync } from 'node:fs';
import type { progress } from '../run/progress.mjs';
import type { BenchCity } from './city';
import { runLoad, type Ran } from './load';
import type { Options } from './options';
import { auditByTrigger, prepare, signInAll, type Contender } from './prepare';
import { isAsked, OPERATIONS, type Asking, type Question } from './questions';
import { cpuMs, operationsFile, rssMb, startGateway, startPostGraphile, startRaw } from './servers';
import { startServices } from './services';

/** What one server did with one question, slice by slice. */
export interface Slice {
  readonly perSecond: number;
  readonly cpuMs: number;
  /** Of that what its first process used, which stands in front of the others. */
  readonly frontMs: number;
  /** Half of the answers came within, and 99 of 100. */
  readonly p50: number;
  readonly p99: number;
}

export interface Shape {
  readonly name: string;
  readonly startMs: number;
  readonly idleMb: number;
  readonly loadedMb: number;
}

export interface Cells {
  readonly shapes: readonly Shape[];
  readonly slices: Readonly<Record<string, readonly Slice[]>>;
}

/** The first round lasts longer, so that no server is measured while it still compiles itself. */
const WARM = 3;

export const cellOf = (server: string, question: Question) => `${question} / ${server}`;

async function contenders(city: BenchCity, gateway: string, { against, peers, gateway: ownBuild }: Options): Promise<Contender[]> {
  const { url, data } = city;
  writeFileSync(operationsFile(data), JSON.stringify(OPERATIONS));
  const started: Contender[] = [{ server: await startGateway({ name: 'Moduan', file: gateway, url, data }), speaker: 'ours' }];
  if (against) started.push({ server: await startGateway({ name: 'before', file: against, url, data }), speaker: 'ours' });
  const services = ownBuild ? undefined : await startServices(city, gateway);
  if (services) started.push({ server: services, speaker: 'ours' });
  started.push({ server: await startRaw(url), speaker: 'raw' });
  if (peers) started.push({ server: await startPostGraphile(url), speaker: 'postgraphile' });
  return started;
}

/** Every server answers every question in turn, in the reversed order each other round; the first round warms up. */
export async function measureQuestions(city: BenchCity, gateway: string, options: Options, steps: ReturnType<typeof progress>): Promise<Cells> {
  await auditByTrigger(city.url);
  const all: readonly Contender[] = await steps.step('启动', 'starting the servers', () => contenders(city, gateway, options));
  try {
    const idle = new Map(all.map(({ server }) => [server.name, rssMb(server.pids)]));
    const asking = await steps.step('准备问题', 'preparing the questions', () => prepare(city, all));
    const slices: Record<string, Slice[]> = {};
    for (let round = 0; round <= options.rounds; round += 1)
      await steps.step(round ? `第 ${round} 轮` : '热身', round ? `round ${round}` : 'warming up', async () => {
        await signInAll(all, city, asking.headers);
        for (const question of options.questions)
          for (const contender of round % 2 ? all : all.toReversed()) {
            if (!isAsked(contender.speaker, question)) continue;
            const slice = await runSlice(contender, question, asking, round ? options : { ...options, seconds: WARM * options.seconds });
            if (round) (slices[cellOf(contender.server.name, question)] ??= []).push(slice);
          }
      });
    const shapes = all.map(({ server }) => ({ name: server.name, startMs: server.startMs, idleMb: idle.get(server.name)!, loadedMb: rssMb(server.pids) }));
    return { shapes, slices };
  } finally {
    for (const { server } of all) await server.stop();
  }
}

async function runSlice({ server, speaker }: Contender, question: Question, asking: Asking, { seconds, connections }: Options): Promise<Slice> {
  const front = server.pids.slice(0, 1);
  const [before, frontBefore] = [cpuMs(server.pids), cpuMs(front)];
  const check = (status: number, body: string) => {
    if (status !== 200 || body.includes('"errors":')) throw new Error(`${server.name}, ${question}: ${status} ${body.slice(0, 600)}`);
  };
  const ran = await runLoad({ port: Number(new URL(server.url).port), connections, seconds, next: () => asking.next(server.name, speaker, question), check });
  return sliceOf(ran, cpuMs(server.pids) - before, cpuMs(front) - frontBefore);
}

function sliceOf({ requests, seconds, latencies }: Ran, cpu: number, front: number): Slice {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { perSecond: requests / seconds, cpuMs: cpu / requests, frontMs: front / requests, p50: at(0.5), p99: at(0.99) };
}
