// npm run smoke: the built product from nothing to an answer and back, on free ports; prints one line of JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, isBuilt } from './build.mjs';
import { signIn } from './client.mjs';
import { demoAccounts, loadDemo } from './demo.mjs';
import { endOnSignal } from './ending.mjs';
import { freePort } from './port.mjs';
import { startProduct } from './product.mjs';
import { progress } from './progress.mjs';

const THREE_SERVICES = `{
  units(first: 1) { totalCount }
  grids(first: 1) { totalCount nodes { id } }
  premisesList(first: 1) { totalCount nodes { name area { name } } }
}`;

const ms = {};
let product;
const data = mkdtempSync(path.join(tmpdir(), 'moduan-smoke-'));
const steps = progress(process.stderr);

async function timed(name, work) {
  const since = performance.now();
  const result = await work();
  ms[name] = Math.round(performance.now() - since);
  return result;
}

async function stop() {
  await product?.stop();
  rmSync(data, { recursive: true, force: true });
}

async function smoke() {
  if (!isBuilt()) await timed('build', build);
  const port = await freePort();
  product = await timed('start', () => startProduct({ data, port, host: '127.0.0.1', entry: 'built', steps, onLost: fail }));
  await timed('demo', () => loadDemo({ url: product.url, env: product.loaderEnvironment(), steps }));
  const [account] = demoAccounts();
  const client = await timed('signIn', () => signIn(product.url, account));
  const answer = await timed('query', () => client.ask(THREE_SERVICES));
  const counts = { units: answer.units.totalCount, grids: answer.grids.totalCount, premises: answer.premisesList.totalCount };
  await timed('stop', stop);
  const empty = Object.entries(counts).filter(([, count]) => !(count > 0));
  if (empty.length) throw new Error(`nothing in ${empty.map(([name]) => name).join(', ')}`);
  return counts;
}

async function fail(error) {
  await stop().catch(() => {});
  process.stdout.write(`${JSON.stringify({ ok: false, error: error.label?.en ?? error.message, ms })}\n`);
  process.exit(1);
}

endOnSignal(stop, (line) => process.stderr.write(`${line}\n`));
await smoke().then((counts) => process.stdout.write(`${JSON.stringify({ ok: true, ms, counts })}\n`), fail);
process.exit(0);
