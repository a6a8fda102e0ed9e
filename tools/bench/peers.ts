import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { progress } from '../run/progress.mjs';
import { Trouble } from '../run/progress.mjs';
import { inRoot, quietEnvironment } from '../run/workspace.mjs';

const DIRECTORY = inRoot('tools', 'bench', 'peers');
const MARK = path.join(DIRECTORY, 'node_modules', '.installed');
const lock = () => readFileSync(path.join(DIRECTORY, 'package-lock.json'), 'utf8');

/** The peers stand outside of the workspace: only who measures installs them, in the versions of their own lock file. */
export async function installPeers(steps: ReturnType<typeof progress>): Promise<void> {
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock()) return;
  await steps.step('安装对照软件', 'installing the peers', async () => {
    const code = await new Promise((resolve) => {
      const args = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
      spawn('npm', args, { cwd: DIRECTORY, env: quietEnvironment(), stdio: ['ignore', 'ignore', 'inherit'] }).on('close', resolve);
    });
    if (code !== 0) throw new Trouble('对照软件没有装上；可用 --no-peers 只测本系统', 'The peers were not installed; --no-peers measures without them');
  });
  writeFileSync(MARK, lock());
}
