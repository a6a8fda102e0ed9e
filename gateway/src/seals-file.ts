import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seal } from '@moduan/kernel';

/** Seals stand outside of the database too: whoever empties it can not empty them as well. */
const file = (data: string) => join(data, 'audit-seals.jsonl');

export const noteSeal = (data: string, seal: Seal): void => appendFileSync(file(data), `${JSON.stringify(seal)}\n`, { mode: 0o600 });

export const notedSeals = (data: string): Seal[] =>
  existsSync(file(data)) ? readFileSync(file(data), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Seal) : [];
