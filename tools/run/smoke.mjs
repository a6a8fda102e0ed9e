// npm run smoke: the built product from nothing to an answer and back, on free ports; prints one line of JSON.
import { signIn } from './client.mjs';
import { demoAccounts } from './demo.mjs';
import { endOnSignal } from './ending.mjs';
import { startTemporary } from './temporary.mjs';
import { Trouble } from './progress.mjs';

const THREE_SERVICES = `{
  units(first: 1) { totalCount }
  grids(first: 1) { totalCount nodes { id } }
  premisesList(first: 1) { totalCount nodes { name area { name } } }
}`;

let product;
const ms = {};
const since = performance.now();
const elapsed = () => Math.round(performance.now() - since);

async function smoke() {
  product = await startTemporary({ onLost: fail });
  Object.assign(ms, product.ms);
  const [account] = demoAccounts();
  if (!account) throw new Trouble('没有演示账号', 'there are no demonstration accounts');
  const client = await signIn(product.url, account);
  const asked = performance.now();
  const answer = await client.ask(THREE_SERVICES);
  ms.query = Math.round(performance.now() - asked);
  const counts = { units: answer.units.totalCount, grids: answer.grids.totalCount, premises: answer.premisesList.totalCount };
  await product.stop();
  const empty = Object.keys(counts).filter((name) => !(counts[name] > 0));
  if (empty.length) throw new Error(`nothing in ${empty.join(', ')}`);
  return counts;
}

async function fail(error) {
  await product?.stop().catch(() => {});
  process.stdout.write(`${JSON.stringify({ ok: false, error: error.label?.en ?? error.message, ms: { ...ms, total: elapsed() } })}\n`);
  process.exit(1);
}

endOnSignal(async (how) => product?.stop(how), (line) => process.stderr.write(`${line}\n`));
try {
  const counts = await smoke();
  process.stdout.write(`${JSON.stringify({ ok: true, ms: { ...ms, total: elapsed() }, counts })}\n`);
  process.exit(0);
} catch (error) {
  await fail(error);
}
