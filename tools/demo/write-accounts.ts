import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateCity } from './generate';

// The accounts that the start shows, kept beside the generator; a test says when the file is stale.
const accounts = generateCity().accounts.map(({ username, password, zh, en }) => ({ username, password, zh, en }));
writeFileSync(fileURLToPath(new URL('./accounts.json', import.meta.url)), `${JSON.stringify(accounts, null, 2)}\n`);
