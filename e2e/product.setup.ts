import { chromium } from '../tools/check/chromium.mjs';
import { startTemporary } from '../tools/run/temporary.mjs';

/** One product with the demonstration city for all journeys, or the running one that BASE_URL names. */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH ??= await chromium();
  if (process.env.BASE_URL) return async () => {};
  const product = await startTemporary();
  process.env.BASE_URL = product.url;
  return product.stop;
}
