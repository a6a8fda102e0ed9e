// Brings the database up to date and makes the keys: before services start that run by themselves.
import 'reflect-metadata';
import { SecretBox } from '@moduan/kernel';
import { readSigningKey } from '@moduan/kernel/trust/statement-keys';
import { migrateAll } from './composition';
import { readKeys, readSettings } from './settings';

const settings = readSettings(process.env);
if (!settings.databaseUrl) throw new Error('DATABASE_URL is not set');
await readSigningKey(settings.data);
await migrateAll({ ownerUrl: settings.databaseUrl, secrets: new SecretBox(readKeys(settings.data)) }, (error) => process.stderr.write(`${String(error)}\n`));
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
