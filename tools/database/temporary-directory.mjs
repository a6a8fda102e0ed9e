import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopEmbedded } from './embedded.mjs';
import { commandOf } from './processes.mjs';

const NAME = /^moduan-(?:test|run)-(\d+)-/;

/**
 * A directory for one run that the database's user can enter; what is secret in it has rights of its own.
 * @param {'test' | 'run'} kind
 */
export function temporaryDirectory(kind) {
  const directory = mkdtempSync(path.join(tmpdir(), `moduan-${kind}-${process.pid}-`));
  chmodSync(directory, 0o755);
  return directory;
}

/** Takes away what runs that were killed have left: their databases and directories. */
export async function sweepTemporary() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(NAME.exec(name)?.[1]);
    if (!pid || commandOf(pid)) continue;
    await discard(path.join(tmpdir(), name)).catch(() => {}); // another user's: theirs to take away
  }
}

async function discard(directory) {
  await stopEmbedded(directory);
  await stopEmbedded(path.join(directory, 'postgresql'));
  rmSync(directory, { recursive: true, force: true });
}
