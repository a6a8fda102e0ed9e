// Whether the copies that domains keep of one another are true; with `--rebuild` they are made anew.
import 'reflect-metadata';
import { Client } from 'pg';
import { compareCopy, copiesOf, rebuildCopy, type Difference } from '@moduan/kernel';
import { definitions } from './composition';

const owner = new Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
const pairs = copiesOf(definitions);
if (process.argv.includes('--rebuild')) for (const pair of pairs) await rebuildCopy(owner, pair);
const found: Difference[] = [];
for (const pair of pairs) found.push(await compareCopy(owner, pair));
await owner.end();

const isEqual = ({ missing, surplus, changed }: Difference) => missing + surplus + changed === 0;
for (const { copy, original, missing, surplus, changed } of found)
  process.stdout.write(`${missing + surplus + changed === 0 ? '✓' : '✗'} ${copy} = ${original}　缺 missing ${missing}　多 surplus ${surplus}　不同 changed ${changed}\n`);
if (!found.every(isEqual)) process.stdout.write('不一致：用 npm run copies -- --rebuild 重建 not alike: rebuild with npm run copies -- --rebuild\n');
process.exitCode = found.every(isEqual) ? 0 : 1;
