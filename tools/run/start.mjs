// npm start, npm run services: sets up what is missing and runs the built product on one address.
import { build, isBuilt } from './build.mjs';
import { demoAccounts, loadDemo } from './demo.mjs';
import { endOnSignal } from './ending.mjs';
import { clearDirectory } from './instance.mjs';
import { checkPort, portFromEnvironment } from './port.mjs';
import { dataDirectory, startProduct } from './product.mjs';
import { giveUp, progress } from './progress.mjs';

const shape = process.argv.includes('--services') ? 'services' : 'one';
const since = performance.now();
const steps = progress();
let product;
let stopped = false;
endOnSignal(async (how) => {
  stopped = true;
  if (!how.now) await starting.catch(() => {});
  await product?.stop(how);
});

function announce(url) {
  steps.say(`\n末端 Moduan  ${url}   （${((performance.now() - since) / 1000).toFixed(1)} s，Ctrl-C 停止 to stop）`);
  const accounts = demoAccounts();
  if (!accounts.length) return;
  steps.say('\n演示账号 demonstration accounts');
  for (const { username, password, zh, en } of accounts) steps.say(`  ${username.padEnd(14)} ${password.padEnd(18)} ${zh} ${en}`);
}

async function start() {
  const port = portFromEnvironment();
  const host = process.env.HOST ?? '127.0.0.1';
  const data = dataDirectory();
  await clearDirectory(data);
  await checkPort(port, host);
  if (!isBuilt()) await steps.step('构建', 'build', build);
  if (stopped) return;
  product = await startProduct({ data, port, host, entry: 'built', shape, steps, onLost: lost });
  if (stopped) return;
  await loadDemo({ url: product.url, data, env: product.loaderEnvironment(), steps });
  if (!stopped) announce(product.url);
}

async function lost(error) {
  await product?.stop().catch(() => {});
  giveUp(error);
}

const starting = start();
starting.catch(async (error) => {
  if (stopped) return;
  await product?.stop().catch(() => {});
  giveUp(error);
});
