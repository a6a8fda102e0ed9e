import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../run/workspace.mjs';
import { checkImportRules } from './import-rules.mjs';

/** rule → the file that breaks it, and what that file imports. */
const PLANTED: Record<string, [string, string]> = {
  'no-cycles': ['services/kernel/src/a.ts', './b'],
  resolvable: ['services/kernel/src/lost.ts', './nowhere'],
  'schema-imports-nothing': ['shared-schema/src/a.ts', '../../services/kernel/src/b'],
  'kernel-never-a-domain': ['services/kernel/src/c.ts', '../../grids/src/grid'],
  'domain-never-a-domain': ['services/offices/src/a.ts', '../../grids/src/grid'],
  'service-on-kernel-and-schema': ['services/offices/src/b.ts', '../../../gateway/src/main'],
  'gateway-by-composition': ['gateway/src/server.ts', '../../services/grids/src/grid'],
  'gateway-not-portal': ['gateway/src/pages.ts', '../../frontends/ui/src/a'],
  'ui-on-schema': ['frontends/ui/src/b.ts', '../../offices/src/a'],
  'remote-on-ui-and-schema': ['frontends/offices/src/b.ts', '../../grids/src/a'],
  'tools-public-doors': ['tools/a.ts', '../services/grids/src/grid.entity'],
  'element-plus-in-ui': ['frontends/grids/src/page.ts', 'element-plus'],
  'tables-import-no-package': ['services/grids/src/grid.policy.ts', 'kysely'],
  'resolvers-no-orm': ['services/grids/src/area.resolver.ts', 'kysely'],
  'resolvers-by-subgraph': ['services/grids/src/other.ts', './grid.resolver'],
  'tests-stay-tests': ['services/grids/src/product.ts', './grid.test'],
};
/** What the planted files lean on, themselves innocent. */
const INNOCENT = [
  'services/grids/src/grid.ts',
  'services/grids/src/grid.entity.ts',
  'services/grids/src/grid.resolver.ts',
  'services/grids/src/grid.test.ts',
  'gateway/src/main.ts',
  'frontends/ui/src/a.ts',
  'frontends/offices/src/a.ts',
  'frontends/grids/src/a.ts',
];

/** Packages of others, as npm lays them out. */
const PACKAGES = ['element-plus', 'kysely'];

let tree: string;
const plant = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
};

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'moduan-planted-'));
  cpSync(inRoot('tsconfig.base.json'), path.join(tree, 'tsconfig.base.json'));
  for (const file of INNOCENT) plant(file, 'export const innocent = 1;\n');
  for (const name of PACKAGES) {
    plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    plant(`node_modules/${name}/index.js`, 'exports.innocent = 1;\n');
  }
  plant('services/kernel/src/b.ts', "export { a } from './a';\nexport const innocent = 1;\n");
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the import rules', () => {
  it('see every planted violation and name its rule', async () => {
    for (const [file, target] of Object.values(PLANTED)) plant(file, `import * as other from '${target}';\nexport const a = other;\n`);
    const { ok, said } = await checkImportRules(tree);
    expect(ok).toBe(false);
    const found = new Set(said.split('\n').map((line) => `${line.split(': ')[0]} ${line.split(': ')[1]?.split(' → ')[0]}`));
    expect(Object.entries(PLANTED).filter(([rule, [file]]) => !found.has(`${rule} ${file}`))).toEqual([]);
  }, 30_000);

  it('each have a planted violation', async () => {
    const { default: rules } = (await import(inRoot('.dependency-cruiser.cjs'))) as { default: { forbidden: { name: string }[] } };
    expect(Object.keys(PLANTED).sort()).toEqual(rules.forbidden.map(({ name }) => name).sort());
  });

  it('let the ones through that are allowed: ui its components, a use case its statements', async () => {
    plant('frontends/ui/src/button.ts', "import * as other from 'element-plus';\nexport const a = other;\n");
    plant('services/grids/src/list-grids.ts', "import * as other from 'kysely';\nexport const a = other;\n");
    const { said } = await checkImportRules(tree);
    expect(said).not.toMatch(/button\.ts|list-grids\.ts/);
  }, 30_000);

  it('fail when no module was seen', async () => {
    const bare = mkdtempSync(path.join(tmpdir(), 'moduan-bare-'));
    mkdirSync(path.join(bare, 'services'));
    cpSync(inRoot('tsconfig.base.json'), path.join(bare, 'tsconfig.base.json'));
    expect((await checkImportRules(bare)).ok).toBe(false);
    rmSync(bare, { recursive: true });
  }, 30_000);
});
