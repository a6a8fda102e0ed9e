// Runs before every npm script, on Node's own modules alone and with the syntax of Node 18:
// is this Node new enough, and do the installed packages agree with the lock file?
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const MARK = path.join(ROOT, 'node_modules', '.moduan-installed');
const OLDEST = [22, 17];
const BUNDLED = ['linux-x64', 'linux-arm64'];
const platform = `${process.platform}-${process.arch}`;

function fail(zh, en) {
  process.stderr.write(`\n✗ ${zh}\n  ${en}\n`);
  process.exit(1);
}

function oldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function checkNode() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 18) fail(`Node ${process.versions.node} 太旧：请安装 Node 24（至少 18 才能自动取得 24）。`, `Node ${process.versions.node} is too old: install Node 24 (18 at least, to fetch 24 by itself).`);
  if (oldNode() && BUNDLED.indexOf(platform) < 0) {
    fail(`Node ${process.versions.node} 太旧：${platform} 上需要 Node ≥ ${OLDEST.join('.')}，建议 24。`, `Node ${process.versions.node} is too old: ${platform} needs Node ≥ ${OLDEST.join('.')}, best 24.`);
  }
}

/** What the installation depends on: the lock file, and where it runs. */
function wanted() {
  const lock = path.join(ROOT, 'package-lock.json');
  if (!existsSync(lock)) fail('缺少 package-lock.json：克隆不完整，请重新克隆。', 'package-lock.json is missing: the clone is incomplete, clone again.');
  return `${platform} ${createHash('sha256').update(readFileSync(lock)).digest('hex')}`;
}

const installed = () => (existsSync(MARK) ? readFileSync(MARK, 'utf8').trim() : '');

/** npm as it was called, or the one on the PATH. */
function npm(args) {
  const own = process.env.npm_execpath;
  const [command, before] = own && own.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return spawn(command, before.concat(args), { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
}

/** The line of what npm said that tells most, and what to do about it. */
function reason(said) {
  const has = (pattern) => pattern.test(said);
  if (has(/ENOSPC/)) return ['磁盘空间不足，请腾出约 2 GB。', 'the disk is full, free about 2 GB.'];
  if (has(/EACCES|EPERM|EROFS/)) return [`没有写 ${ROOT} 的权限。`, `no right to write ${ROOT}.`];
  if (has(/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i)) {
    return ['连不上软件包仓库，请检查网络或 npm 的 registry 与代理设置。', 'the package registry cannot be reached, check the network or npm’s registry and proxy settings.'];
  }
  const lines = said.split('\n').filter((line) => /^npm (ERR!|error)/.test(line) && !/complete log|code E/.test(line));
  const first = (lines[0] || said.trim().split('\n').pop() || '').replace(/^npm (ERR!|error)\s*/, '');
  return [first, first];
}

function install() {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const live = process.stderr.isTTY;
  process.stderr.write('● 安装软件包 installing packages …\n');
  const timer = setInterval(() => process.stderr.write(live ? `\r  ${seconds()} ` : `  … ${seconds()}\n`), live ? 1000 : 15000);
  return new Promise((resolve) => {
    let said = '';
    const child = npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']);
    const keep = (text) => (said = (said + text).slice(-20000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => finish(1, error.message));
    child.on('close', (code) => finish(code, said));
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    function finish(code, text) {
      clearInterval(timer);
      if (live) process.stderr.write('\r');
      if (code === 0) process.stderr.write(`✓ 安装完成 installed (${seconds()})\n`);
      resolve({ code, text });
    }
  });
}

/** The clone itself, and its node_modules, must be ours to write before npm begins. */
function checkRights() {
  try {
    mkdirSync(path.join(ROOT, 'node_modules'), { recursive: true });
    writeFileSync(MARK, '');
  } catch (error) {
    const [zh, en] = reason(error.code || '');
    fail(`安装不了软件包：${zh || error.message}`, `Cannot install packages: ${en || error.message}`);
  }
}

checkNode();
const before = wanted();
if (installed() !== before) {
  checkRights();
  const { code, text } = await install();
  if (code !== 0) {
    const [zh, en] = reason(text);
    fail(`安装软件包失败：${zh}`, `npm install failed: ${en}`);
  }
  writeFileSync(MARK, `${wanted()}\n`);
}
if (oldNode() && !existsSync(path.join(ROOT, 'node_modules', '.bin', 'node'))) {
  fail(`Node ${process.versions.node} 太旧，而随附的 Node 24 没有装上。请安装 Node 24。`, `Node ${process.versions.node} is too old and the bundled Node 24 was not installed. Install Node 24.`);
}
