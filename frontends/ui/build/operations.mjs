// operations.json: everything that the portal may ask of the graph. What does not stand in it is a free query.
import { InMemoryCache } from '@apollo/client/core';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import vue from '@vitejs/plugin-vue';
import { parse as parseVue } from '@vue/compiler-sfc';
import { buildASTSchema, parse, print, validate } from 'graphql';
import { Window } from 'happy-dom';
import { readdirSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { createServer } from 'vite';

const workspace = resolve(import.meta.dirname, '../../..');
const frontends = join(workspace, 'frontends');
const target = join(workspace, 'dist', 'operations.json');
const DOCUMENT = /^\s*(query|mutation)\s+\w+[\s({]/;

/** Scripts of a page, or the module itself. */
function scriptsOf(file) {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.vue')) return [text];
  const { script, scriptSetup } = parseVue(text).descriptor;
  return [script, scriptSetup].flatMap((part) => (part ? [part.content] : []));
}

/** Documents that a source writes out: string literals that begin like an operation. */
function writtenIn(file) {
  const found = [];
  const visit = (node) => {
    if ((ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && DOCUMENT.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  for (const text of scriptsOf(file)) visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const sources = readdirSync(frontends, { recursive: true })
  .filter((file) => /^[^/]+\/src\/.*\.(ts|vue)$/.test(file) && !file.endsWith('.test.ts') && !file.includes('node_modules'))
  .map((file) => join(frontends, file));

/** The register pages in a browser of sorts: their documents follow from registers and screens. */
async function derived() {
  const window = new Window({ url: 'http://portal.moduan/' });
  for (const name of ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'HTMLElement', 'Element', 'Node', 'SVGElement', 'matchMedia', 'ResizeObserver', 'MutationObserver', 'getComputedStyle', 'customElements', 'addEventListener', 'removeEventListener', 'dispatchEvent'])
    Object.defineProperty(globalThis, name, { value: name === 'window' ? window : typeof window[name] === 'function' && /^[a-z]/.test(name) ? window[name].bind(window) : window[name], configurable: true, writable: true });
  const server = await createServer({ root: frontends, configFile: false, logLevel: 'error', plugins: [vue()], server: { middlewareMode: true, hmr: false, watch: null }, appType: 'custom', optimizeDeps: { noDiscovery: true }, ssr: { noExternal: [/^@moduan\//, 'element-plus'] } });
  try {
    const { derivedOperations } = await server.ssrLoadModule(join(import.meta.dirname, 'derived-operations.ts'));
    return derivedOperations();
  } finally {
    await server.close();
    await window.happyDOM.close();
  }
}

const cache = new InMemoryCache();
const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(readFileSync(join(workspace, 'shared-schema', 'supergraph.graphql'), 'utf8'))));
const texts = new Set();
const wrong = [];
for (const text of [...(await derived()), ...sources.flatMap(writtenIn)]) {
  const document = parse(text, { noLocation: true });
  const [error] = validate(schema, document);
  if (error) wrong.push(`${error.message}\n  ${text.trim().split('\n')[0]}`);
  // As the client sends it: with the names of types by which it keeps what it has read.
  else texts.add(print(cache.transformDocument(document)));
}
if (wrong.length) {
  process.stderr.write(`The graph does not answer what the portal asks:\n${wrong.join('\n')}\n`);
  process.exit(1);
}
mkdirSync(join(workspace, 'dist'), { recursive: true });
writeFileSync(target, JSON.stringify([...texts].sort()));
process.stdout.write(`operations: ${texts.size}\n`);
process.exit(0);
