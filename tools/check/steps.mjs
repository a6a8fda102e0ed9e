// What npm test consists of, in order. A step answers how many promises held and how many did not.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { build, nx } from '../run/build.mjs';
import { inRoot, TYPESCRIPT } from '../run/workspace.mjs';
import { chromium } from './chromium.mjs';
import { checkImportRules } from './import-rules.mjs';
import { runNode } from './run-command.mjs';

const REPORTS = inRoot('test-results');
const report = (name) => `${REPORTS}/${name}.json`;
const asOne = ({ ok, said }) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, said });

function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  rmSync(report(name), { force: true });
  return report(name);
}

const readReport = (name) => (existsSync(report(name)) ? JSON.parse(readFileSync(report(name), 'utf8')) : undefined);

/** A run that failed without a failed test (a file that does not load, no test at all) is one failure; a skipped test is one too. */
function counted({ ok, said }, passed, failed, skipped) {
  const missed = failed + skipped;
  return { passed, failed: ok && passed > 0 ? missed : Math.max(missed, 1), said };
}

async function types() {
  const { code, said } = await nx('types');
  return asOne({ ok: code === 0, said });
}

const lint = async () => asOne(await runNode([inRoot('node_modules', 'oxlint', 'bin', 'oxlint'), '--format=unix']));

const generated = async () => asOne(await runNode([...TYPESCRIPT, inRoot('gateway', 'src', 'schema', 'emit.ts'), '--check']));

async function tests() {
  const outputFile = freshReport('vitest');
  const ran = await runNode([inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${outputFile}`]);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = readReport('vitest') ?? {};
  return counted(ran, numPassedTests, numFailedTests, numPendingTests + numTodoTests);
}

async function builds() {
  await build();
  return { passed: 1, failed: 0, said: '' };
}

async function journeys() {
  const PLAYWRIGHT_JSON_OUTPUT_FILE = freshReport('playwright');
  const CHROMIUM_PATH = await chromium();
  const args = [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--config', inRoot('e2e', 'playwright.config.ts'), '--reporter=list,json'];
  const ran = await runNode(args, { PLAYWRIGHT_JSON_OUTPUT_FILE, CHROMIUM_PATH });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport('playwright')?.stats ?? {};
  return counted(ran, expected, unexpected + flaky, skipped);
}

async function smoke() {
  const { ok, said, out } = await runNode([inRoot('tools', 'run', 'smoke.mjs')]);
  return { ...asOne({ ok, said }), note: out.trim() };
}

const hasJourneys = () => existsSync(inRoot('e2e', 'journeys')) && readdirSync(inRoot('e2e', 'journeys')).some((name) => name.endsWith('.spec.ts'));

export const STEPS = [
  { zh: '类型', en: 'types', run: types },
  { zh: '代码检查', en: 'lint', run: lint },
  { zh: '引用规则', en: 'import rules', run: async () => asOne(await checkImportRules()) },
  { zh: '生成文件', en: 'generated files', run: generated },
  { zh: '单元、功能与组件测试', en: 'unit, feature and component tests', run: tests },
  { zh: '构建', en: 'build', run: builds },
  { zh: '端到端', en: 'end to end', run: journeys, when: hasJourneys },
  { zh: '冒烟', en: 'smoke', run: smoke },
];
