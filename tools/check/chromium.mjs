// A browser for the journeys: the one on the PATH, Playwright's own, or one that is installed now.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../run/workspace.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        continue;
      }
    }
  }
  return undefined;
}

async function inPlaywright() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

function install() {
  const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    if (run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'])) return;
  }
  run(process.execPath, [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium']);
}

/** The browser's file. */
export async function chromium() {
  const found = process.env.CHROMIUM_PATH ?? onPath() ?? (await inPlaywright());
  if (found) return found;
  install();
  const installed = onPath() ?? (await inPlaywright());
  if (!installed) throw new Error('没有可用的 Chromium，请安装后再试。 No Chromium: install one, then try again.');
  return installed;
}
