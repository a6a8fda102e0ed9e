// npm run check:http: the graphql-http audit suite against the gateway, with services in one process and by their addresses.
import { serverAudits } from 'graphql-http';
import { signIn } from '../run/client.mjs';
import { demoAccounts } from '../run/demo.mjs';
import { endOnSignal } from '../run/ending.mjs';
import { startTemporary } from '../run/temporary.mjs';

const SHAPES = [
  { shape: 'one', label: 'one process' },
  { shape: 'services', label: 'services by URL' },
];
/** Deviations that are meant: GET, and what another site's form could send, are refused. */
const REFUSED_ON_PURPOSE = /\bGETs?\b|x-www-form-urlencoded/;

let product;
endOnSignal(async (how) => product?.stop(how), (line) => process.stderr.write(`${line}\n`));

async function audit({ shape, label }) {
  product = await startTemporary({ shape });
  const analyst = demoAccounts().find(({ username }) => username === 'analyst');
  const { cookie } = await signIn(product.url, analyst);
  const headers = { cookie, 'x-moduan': '1' };
  const fetchFn = (url, init = {}) => fetch(url, { ...init, headers: { ...headers, ...init.headers } });
  const results = [];
  for (const { id, name, fn } of serverAudits({ url: `${product.url}/graphql`, fetchFn })) results.push({ ...(await fn()), id, name });
  await product.stop();
  product = undefined;
  return report(label, results);
}

function report(label, results) {
  const of = (level) => results.filter(({ name }) => name.startsWith(`${level} `));
  const passed = (some) => some.filter(({ status }) => status === 'ok').length;
  const [must, should, may] = ['MUST', 'SHOULD', 'MAY'].map(of);
  process.stdout.write(`${label}: MUST ${passed(must)} of ${must.length}, SHOULD ${passed(should)} of ${should.length}, MAY ${passed(may)} of ${may.length}\n`);
  const unmeant = results.filter(({ status, name }) => status !== 'ok' && !REFUSED_ON_PURPOSE.test(name));
  for (const { id, name, status, reason } of results.filter((result) => result.status !== 'ok')) process.stdout.write(`  ${status} ${id} ${name}${REFUSED_ON_PURPOSE.test(name) ? ' (refused on purpose)' : `: ${reason}`}\n`);
  return unmeant.length === 0 && passed(must) === must.length && must.length === 13;
}

let ok = true;
for (const shape of SHAPES) ok = (await audit(shape)) && ok;
process.exit(ok ? 0 : 1);
