// The built product with the demonstration city, or as a real one that begins, on a free port and in a directory of its own, gone when stopped.
import { rmSync } from 'node:fs';
import { sweepTemporary, temporaryDirectory } from '../database/temporary-directory.mjs';
import { build, isBuilt } from './build.mjs';
import { loadDemo } from './demo.mjs';
import { freePort } from './port.mjs';
import { startProduct } from './product.mjs';
import { beginRealCity } from './real-city.mjs';
import { progress } from './progress.mjs';

/**
 * @param {{ steps?: ReturnType<typeof progress>, shape?: 'one' | 'services', empty?: boolean, onLost?: (error: Error) => void }} options
 * @returns {Promise<{ url: string, ms: Record<string, number>, first: string | undefined, stop: () => Promise<void> }>} `first` is the link of the first administrator.
 */
export async function startTemporary({ steps = progress(process.stderr), shape = 'one', empty = false, onLost } = {}) {
  const ms = {};
  const timed = async (name, work) => {
    const since = performance.now();
    const result = await work();
    ms[name] = Math.round(performance.now() - since);
    return result;
  };
  if (!isBuilt()) await timed('build', () => steps.step('构建', 'build', build));
  await sweepTemporary();
  const data = temporaryDirectory('run');
  const discard = () => rmSync(data, { recursive: true, force: true });
  let product;
  let first;
  try {
    product = await timed('start', async () => startProduct({ data, port: await freePort(), host: '127.0.0.1', entry: 'built', shape, steps, onLost }));
    if (empty) first = await beginRealCity({ url: product.url, firstToken: product.firstToken() });
    else await timed('demo', () => loadDemo({ url: product.url, data, env: product.loaderEnvironment(), steps }));
  } catch (error) {
    await product?.stop();
    discard();
    throw error;
  }
  const stop = async (how) => {
    await product.stop(how);
    discard();
  };
  return { url: product.url, ms, first, stop };
}
