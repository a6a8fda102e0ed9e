// Brings the database up to date and makes the keys: before services start that run by themselves.
import 'reflect-metadata';
import { SecretBox } from '@moduan/kernel';
import { readSigningKey } from '@moduan/kernel/trust/statement-keys';
import { definitions, migrateAll } from './composition';
import { readKeys, writeRoleFiles } from './keys-files';
import { readSettings } from './settings';

const settings = readSettings(process.env);
if (!settings.databaseUrl) throw new Error('DATABASE_URL is not set');
await readSigningKey(settings.data);
const secrets = new SecretBox(readKeys(settings.data));
writeRoleFiles(settings.data, secrets, definitions.map(({ name }) => name));
await migrateAll({ ownerUrl: settings.databaseUrl, secrets }, (error) => process.stderr.write(`${String(error)}\n`));
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
