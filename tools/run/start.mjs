// npm start, npm run services: sets up what is missing and runs the built product on one address. With --empty a real city begins.
import { build, isBuilt } from './build.mjs';
import { demoAccounts, loadDemo } from './demo.mjs';
import { endOnSignal } from './ending.mjs';
import { clearDirectory } from './instance.mjs';
import { checkPort, portFromEnvironment } from './port.mjs';
import { dataDirectory, startProduct } from './product.mjs';
import { beginRealCity, cityState } from './real-city.mjs';
import { giveUp, progress } from './progress.mjs';

const shape = process.argv.includes('--services') ? 'services' : 'one';
const empty = process.argv.includes('--empty');
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
}

function announceDemo() {
  const accounts = demoAccounts();
  if (!accounts.length) return;
  steps.say('\n演示账号 demonstration accounts');
  for (const { username, password, zh, en } of accounts) steps.say(`  ${username.padEnd(14)} ${password.padEnd(18)} ${zh} ${en}`);
}

/** Told once, here and nowhere else: no log and no file holds it. */
function announceFirst(link) {
  steps.say('\n首位管理员 first administrator（只用一次，24 小时内有效；再次启动会换新的 once, within 24 hours; another start makes a new one）');
  steps.say(`  ${link}`);
}

/** A city that was begun as a real one stays one, however it is started. */
async function isReal() {
  return empty || (await cityState(product.url)).city === 'REAL';
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
  const real = await isReal();
  const link = real ? await beginRealCity({ url: product.url, firstToken: product.firstToken() }) : undefined;
  if (!real) await loadDemo({ url: product.url, data, env: product.loaderEnvironment(), steps });
  if (stopped) return;
  announce(product.url);
  if (!real) announceDemo();
  if (link) announceFirst(link);
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
