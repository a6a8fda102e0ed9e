import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchCity } from './city';
import { runLoad } from './load';
import type { Options } from './options';
import { prepare } from './prepare';
import { OPERATIONS, type Question } from './questions';
import { operationsFile, startGateway } from './servers';

export interface Share {
  readonly name: string;
  readonly percent: number;
}
export interface Profile {
  readonly question: Question;
  readonly shares: readonly Share[];
}

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number; readonly columnNumber: number };
}
interface CpuProfile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SECONDS = 6;

/** Where the time of the one process goes: samples of the processor while one question is asked, by package; starting and warming up left out. */
export async function profileGateway(city: BenchCity, gateway: string, { connections }: Options): Promise<Profile[]> {
  writeFileSync(operationsFile(city.data), JSON.stringify(OPERATIONS));
  const profiles: Profile[] = [];
  for (const question of ['list', 'join', 'amend'] as const) {
    const directory = mkdtempSync(path.join(tmpdir(), 'moduan-profile-'));
    const server = await startGateway({ name: 'Moduan', file: gateway, url: city.url, data: city.data, nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${directory}`] });
    const asking = await prepare(city, [{ server, speaker: 'ours' }]);
    const load = (seconds: number) => runLoad({ port: Number(new URL(server.url).port), connections, seconds, next: () => asking.next('Moduan', 'ours', question), check: () => undefined });
    await load(SECONDS / 2);
    await load(SECONDS);
    await server.stop();
    const [file] = readdirSync(directory).filter((name) => name.endsWith('.cpuprofile'));
    profiles.push({ question, shares: sharesOf(JSON.parse(readFileSync(path.join(directory, file!), 'utf8')) as CpuProfile, SECONDS) });
    rmSync(directory, { recursive: true });
  }
  return profiles;
}

/** Self time of the last seconds before the end, by package; our own by folder. */
function sharesOf({ nodes, samples, timeDeltas }: CpuProfile, seconds: number): Share[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const times = new Map<string, number>();
  let [left, busy] = [seconds * 1e6, 0];
  for (let i = samples.length - 1; i >= 0 && left > 0; i -= 1) {
    const [node, took] = [byId.get(samples[i]!)!, timeDeltas[i]!];
    left -= took;
    const name = packageOf(node);
    if (name === undefined) continue;
    busy += took;
    times.set(name, (times.get(name) ?? 0) + took);
  }
  const shares = [...times].map(([name, took]) => ({ name, percent: (100 * took) / busy })).toSorted((a, b) => b.percent - a.percent);
  const small = shares.filter(({ percent }) => percent < 1).reduce((sum, { percent }) => sum + percent, 0);
  return [...shares.filter(({ percent }) => percent >= 1), { name: 'below 1 % each', percent: small }];
}

const NATIVE: Readonly<Record<string, string>> = {
  writev: 'sockets: writing', writeBuffer: 'sockets: writing', writeUtf8String: 'sockets: writing', writeLatin1String: 'sockets: writing', '(garbage collector)': 'garbage collector',
};

function packageOf({ callFrame }: Node): string | undefined {
  const { functionName, url } = callFrame;
  if (functionName === '(idle)' || functionName === '(root)') return undefined;
  if (!url) return NATIVE[functionName] ?? 'engine and natives';
  if (url.startsWith('node:')) return 'Node';
  const npm = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return npm ?? ownFolder(callFrame);
}

const maps = new Map<string, SourceMap>();

/** Our own code stands in few files: its map says where it was written. */
function ownFolder({ url, lineNumber, columnNumber }: Node['callFrame']): string {
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  try {
    let map = maps.get(file);
    if (!map) maps.set(file, (map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))));
    const { originalSource } = map.findEntry(lineNumber, columnNumber) as { originalSource?: string };
    return /(kernel\/src\/[^/]+|gateway\/src\/[^/]+|services\/[^/]+)/.exec(originalSource ?? '')?.[1] ?? 'ours';
  } catch {
    return 'ours';
  }
}
