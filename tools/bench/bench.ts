// npm run bench: the product beside its peers, on one PostgreSQL with one city, asked in turns.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startEmbedded } from '../database/embedded.mjs';
import { sweepTemporary, temporaryDirectory } from '../database/temporary-directory.mjs';
import { build, isBuilt } from '../run/build.mjs';
import { giveUp, progress } from '../run/progress.mjs';
import { inRoot } from '../run/workspace.mjs';
import { makeCity, type BenchCity } from './city';
import { measureImport } from './import';
import { readOptions, type Options } from './options';
import { installPeers } from './peers';
import { profileGateway } from './profile';
import { measureQuestions } from './rounds';
import { report, type Report } from './report';

const steps = progress(process.stderr);
const BUILT = inRoot('dist', 'gateway', 'main.js');

/** The city of an earlier run when one is kept, else a fresh one. */
async function openCity(url: string, data: string, gateway: string, { premises, keep }: Options): Promise<BenchCity> {
  const note = path.join(data, 'bench.json');
  if (keep && existsSync(note)) return { ...(JSON.parse(readFileSync(note, 'utf8')) as BenchCity), url, data };
  const city = await steps.step('演示城市', 'demonstration city', () => makeCity({ url, data, count: premises, steps, gateway }));
  writeFileSync(note, JSON.stringify(city));
  return city;
}

async function measure(options: Options, city: BenchCity, gateway: string): Promise<Report> {
  const cells = options.questions.length ? await measureQuestions(city, gateway, options, steps) : undefined;
  const imported = options.parts.has('import') ? await steps.step('导入', 'import', () => measureImport(city, gateway, options)) : undefined;
  const profiles = options.parts.has('profile') ? await steps.step('剖析', 'profile', () => profileGateway(city, gateway, options)) : undefined;
  return { options, premises: city.premises, ...cells, imported, profiles };
}

async function bench(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const gateway = path.resolve(options.gateway ?? BUILT);
  if (!options.gateway && !isBuilt()) await steps.step('构建', 'build', build);
  if (options.peers) await installPeers(steps);
  await sweepTemporary();
  const data = options.keep ? path.resolve(options.keep) : temporaryDirectory('run');
  mkdirSync(data, { recursive: true });
  const database = await startEmbedded({ directory: path.join(data, 'postgresql'), settings: { shared_buffers: '512MB' } });
  try {
    const city = await openCity(database.url, data, gateway, options);
    await report(await measure(options, city, gateway), options);
  } finally {
    await database.stop();
    if (!options.keep) rmSync(data, { recursive: true, force: true });
  }
}

await bench().catch(giveUp);
process.exit(0);
