// Whether the audit trail is as it was written: every chain, every refused attempt, every sign-in, every seal.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { SecretBox, verifyAudit, type Keys } from '@moduan/kernel';
import { definitions } from './composition';
import { notedSeals } from './seals-file';
import { keysFile } from './keys-files';
import { readSettings } from './settings';

const settings = readSettings(process.env);
const owner = new Client({ connectionString: settings.databaseUrl });
await owner.connect();
// Never made here: with keys that are new everything would seem to have been changed.
const secrets = new SecretBox(JSON.parse(readFileSync(keysFile(settings.data), 'utf8')) as Keys);
const { entries, refusals, logged, seals, unsealed, unsealedSince, findings } = await verifyAudit(owner, { ownerUrl: settings.databaseUrl!, secrets }, definitions, notedSeals(settings.data));
await owner.end();

const words = { changed: '被改动 changed', removed: '被删去 removed', added: '被添加 added', seal: '封条 seal' } as const;
for (const { what, service, where, said } of findings) process.stdout.write(`✗ ${words[what]}　${service} ${where}: ${said}\n`);
process.stdout.write(`${findings.length ? '✗' : '✓'} 操作记录 entries ${entries}　被拒操作 refused attempts ${refusals}　登录记录 sign-ins ${logged}　封条 seals ${seals}　未封 not sealed yet ${unsealed}${unsealedSince ? `（自 since ${unsealedSince.toISOString()}）` : ''}　问题 findings ${findings.length}\n`);
process.exitCode = findings.length ? 1 : 0;
