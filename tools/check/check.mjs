// npm test: every check, also after one has failed; closes with the line "N passed, N failed".
import { STEPS } from './steps.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const LONGEST = 20_000;
let passed = 0;
let failed = 0;

async function attempt(step) {
  try {
    return await step.run();
  } catch (error) {
    return { passed: 0, failed: 1, said: error.stack };
  }
}

const chosen = process.argv.slice(2);
for (const step of STEPS) {
  if (chosen.length && !chosen.includes(step.en)) continue;
  if (step.when && !step.when()) continue;
  const since = performance.now();
  say(`● ${step.zh} ${step.en} …`);
  const result = await attempt(step);
  passed += result.passed;
  failed += result.failed;
  if (result.failed && result.said) say(result.said.slice(-LONGEST).trimEnd());
  if (result.note) say(`  ${result.note}`);
  say(`${result.failed ? '✗' : '✓'} ${step.zh} ${step.en}：${result.passed} passed, ${result.failed} failed（${((performance.now() - since) / 1000).toFixed(1)} s）`);
}
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
