// npm run dev: the developer's loop. A change in a service restarts the server, one in a page builds it and reloads.
import { watch } from 'node:fs';
import path from 'node:path';
import { isBuilt, build, nx } from './build.mjs';
import { demoAccounts, loadDemo } from './demo.mjs';
import { endOnSignal } from './ending.mjs';
import { showFaults } from './server-process.mjs';
import { clearDirectory } from './instance.mjs';
import { checkPort, freePort, portFromEnvironment } from './port.mjs';
import { dataDirectory, startProduct } from './product.mjs';
import { giveUp, progress } from './progress.mjs';
import { reloadProxy } from './reload-proxy.mjs';
import { inRoot } from './workspace.mjs';

const SERVER = ['services', 'gateway', 'shared-schema'];
const PORTAL = ['frontends', 'shared-schema'];
const SOURCE = /\.(ts|vue|css|svg|json|graphql|html)$/;
const PASSED_OVER = /(^|[/\\])(node_modules|dist|\.nx)([/\\]|$)|\.test\.ts$/;
const SETTLE_MS = 120;

const steps = progress();
let product;
let proxy;

/** Runs one after the other; what changes meanwhile counts for one more round. */
function oneAtATime(work) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) return void (again = true);
    running = true;
    await work().catch((error) => steps.say(`✗ ${error.label?.zh ?? error.stack}`));
    running = false;
    if (again) {
      again = false;
      await run();
    }
  };
}

function onChange(folders, act) {
  let timer;
  for (const folder of folders) {
    watch(inRoot(folder), { recursive: true }, (_event, name) => {
      if (!name || !SOURCE.test(name) || PASSED_OVER.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => act(path.join(folder, name)), SETTLE_MS);
    });
  }
}

const restartServer = oneAtATime(async () => {
  await steps.step('重启服务', 'restarting the server', product.restart);
  proxy.reload();
});

const rebuildPortal = oneAtATime(async () => {
  const { code, said } = await steps.step('构建页面', 'building the pages', () => nx('build', ['--exclude=@moduan/gateway']));
  if (code === 0) proxy.reload();
  else process.stderr.write(`${said}\n`);
});

async function dev() {
  const port = portFromEnvironment();
  const host = process.env.HOST ?? '127.0.0.1';
  const data = dataDirectory();
  await clearDirectory(data);
  await checkPort(port, host);
  if (!isBuilt()) await steps.step('构建', 'build', build);
  const target = await freePort();
  product = await startProduct({ data, port: target, host: '127.0.0.1', entry: 'source', steps, env: { NODE_ENV: 'development' }, onLog: showFaults, onLost: (error) => steps.say(`✗ ${error.message}`) });
  await loadDemo({ url: product.url, data, env: product.loaderEnvironment(), steps });
  proxy = await reloadProxy({ port, host, target });
  onChange(SERVER, restartServer);
  onChange(PORTAL, rebuildPortal);
  steps.say(`\n末端 Moduan  http://${host}:${port}   改动后自动重启与刷新 restarts and reloads on a change`);
  for (const { username, password, zh } of demoAccounts()) steps.say(`  ${username.padEnd(14)} ${password.padEnd(18)} ${zh}`);
}

endOnSignal(async (how) => {
  proxy?.close();
  await product?.stop(how);
});
dev().catch(async (error) => {
  await product?.stop().catch(() => {});
  giveUp(error);
});
