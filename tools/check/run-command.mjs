// One command of a check: what it said, how it ended.
import { spawn } from 'node:child_process';
import { quietEnvironment, ROOT } from '../run/workspace.mjs';

/** @returns {Promise<{ ok: boolean, said: string, out: string }>} */
export function runCommand(command, args, env = {}, cwd = ROOT) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...quietEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let out = '';
    child.stdout.on('data', (text) => {
      said += text;
      out += text;
    });
    child.stderr.on('data', (text) => (said += text));
    child.on('error', (error) => resolve({ ok: false, said: error.message, out }));
    child.on('close', (code) => resolve({ ok: code === 0, said, out }));
  });
}

/** A program of node_modules, run by this Node. */
export const runNode = (args, env, cwd) => runCommand(process.execPath, args, env, cwd);
