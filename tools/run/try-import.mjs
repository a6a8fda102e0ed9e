// npm run try-import -- FILE [--as ACCOUNT] [--sample N --seed S] [--write]
// Sends a ledger through the product's own door and tells what would become of it. Without --write nothing is written.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawRows } from '../demo/draw.ts';
import { build, isBuilt } from './build.mjs';
import { signIn } from './client.mjs';
import { demoAccounts, loadDemo } from './demo.mjs';
import { endOnSignal } from './ending.mjs';
import { placeOf, reportOf, sampleOf } from './import-report.mjs';
import { followImport, rowsOf, writeGoodRows } from './import-run.mjs';
import { runningOn } from './instance.mjs';
import { freePort } from './port.mjs';
import { dataDirectory, startProduct } from './product.mjs';
import { giveUp, progress, Trouble } from './progress.mjs';

const steps = progress(process.stderr);
let product;

function wanted() {
  const options = { as: { type: 'string', default: 'bureau' }, sample: { type: 'string' }, seed: { type: 'string', default: '430681' }, write: { type: 'boolean', default: false } };
  const usage = ['用法：npm run try-import -- 文件 [--as 账号] [--sample N --seed S] [--write]', 'Usage: npm run try-import -- FILE [--as ACCOUNT] [--sample N --seed S] [--write]'];
  let parsed;
  try {
    parsed = parseArgs({ options, allowPositionals: true });
  } catch {
    throw new Trouble(...usage);
  }
  const [file] = parsed.positionals;
  if (!file) throw new Trouble(...usage);
  const from = path.resolve(process.env.INIT_CWD ?? '.', file);
  if (!existsSync(from)) throw new Trouble(`没有这个文件：${from}`, `No such file: ${from}`);
  const account = demoAccounts().find(({ username }) => username === parsed.values.as);
  if (!account) throw new Trouble(`没有账号 ${parsed.values.as}`, `No account ${parsed.values.as}`);
  return { ...parsed.values, file: from, account };
}

/** The product that runs already, else one that is started for this and stopped afterwards. */
async function address() {
  const data = dataDirectory();
  const running = runningOn(data);
  if (running?.url) return running.url;
  if (!isBuilt()) await steps.step('构建', 'build', build);
  product = await startProduct({ data, port: await freePort(), host: '127.0.0.1', entry: 'built', steps });
  await loadDemo({ url: product.url, data, env: product.loaderEnvironment(), steps });
  return product.url;
}

async function tryImport() {
  const { file, account, sample, seed, write } = wanted();
  const client = await signIn(await address(), account);
  const id = await client.send('/imports/enterprises/premisesList', path.basename(file), readFileSync(file));
  const run = await steps.step('检查', 'checking', () => followImport(client, id));
  const rows = await rowsOf(client, id);
  process.stdout.write(reportOf({ ...run, rows }));
  if (sample && !run.refusal) {
    const drawn = new Set(drawRows(rows.filter(placeOf).map(({ number }) => number), Number(sample), Number(seed)));
    process.stdout.write(sampleOf(run, rows.filter(({ number }) => drawn.has(number))));
  }
  if (!write || run.state !== 'CHECKED') return run.refusal ? 1 : 0;
  const written = await steps.step('写入', 'writing', () => writeGoodRows(client, id));
  process.stdout.write(`\n已写入 written：新增 ${written.counts.create}，更新 ${written.counts.amend}，不变 ${written.counts.unchanged}\n`);
  return 0;
}

endOnSignal(async (how) => product?.stop(how), steps.say);
try {
  const code = await tryImport();
  await product?.stop();
  process.exit(code);
} catch (error) {
  await product?.stop().catch(() => {});
  giveUp(error);
}
