// Who may import whom, by dependency-cruiser. A run that saw no module has proved nothing and fails.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inRoot, ROOT } from '../run/workspace.mjs';
import { runNode } from './run-command.mjs';

const LAYERS = ['shared-schema', 'services', 'gateway', 'frontends', 'tools', 'e2e'];
const PROGRAM = inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

/**
 * @param {string} tree Another tree of the same shape may be looked at: a planted one.
 * @returns {Promise<{ ok: boolean, said: string }>}
 */
export async function checkImportRules(tree = ROOT) {
  const layers = LAYERS.filter((name) => existsSync(path.join(tree, name)));
  const args = [PROGRAM, '--config', inRoot('.dependency-cruiser.cjs'), '--output-type', 'json', ...layers];
  const { out, said } = await runNode(args, {}, tree);
  let summary;
  try {
    ({ summary } = JSON.parse(out));
  } catch {
    return { ok: false, said };
  }
  if (!summary.totalCruised) return { ok: false, said: 'dependency-cruiser saw no module' };
  const lines = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { ok: lines.length === 0, said: lines.join('\n') };
}
