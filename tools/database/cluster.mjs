// The files of the embedded PostgreSQL: <directory>/cluster, its password and its log.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseTrouble } from './trouble.mjs';

const NEEDED_BYTES = 200 * 1024 * 1024;

/** @param {string} directory */
export function clusterIn(directory, { user, programs, owner }) {
  const at = (name) => path.join(directory, name);
  const data = at('cluster');
  const passwordFile = at('password');
  return {
    data,
    log: at('postgresql.log'),
    exists: () => existsSync(data),
    create: () => guarded(directory, () => create({ at, data, passwordFile, user, programs, owner })),
    open: () => open({ data, passwordFile, major: programs.major }),
    forgetStalePid: (commandOf) => forgetStalePid(path.join(data, 'postmaster.pid'), data, commandOf),
  };
}

/** Made beside its place and then moved, so that a kill in between leaves nothing half made. */
function create({ at, data, passwordFile, user, programs, owner }) {
  const unfinished = at('cluster.unfinished');
  const handed = at('password.handed');
  rmSync(unfinished, { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(handed, `${password}\n`, { mode: 0o600 });
  mkdirSync(unfinished, { mode: 0o700 });
  if (user.uid !== undefined) for (const file of [handed, unfinished]) chownSync(file, user.uid, user.gid);
  const options = ['-D', unfinished, '-U', owner, '-A', 'scram-sha-256', '--pwfile', handed, '-E', 'UTF8', '--locale=C.UTF-8'];
  const made = spawnSync(programs.initdb, options, { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8' });
  rmSync(handed);
  if (made.status !== 0) throw new Error((made.error?.message ?? made.stderr).trim().split('\n').slice(-3).join(' '));
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  renameSync(unfinished, data);
  return password;
}

function guarded(directory, make) {
  try {
    const { bavail, bsize } = statfsSync(directory);
    if (bavail * bsize < NEEDED_BYTES) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    return make();
  } catch (error) {
    if (error.code === 'ENOSPC') {
      throw new DatabaseTrouble(
        `磁盘空间不足：${directory} 至少需要 200 MB。请腾出空间，或用 MODUAN_DATA 另选目录。`,
        `Not enough room on the disk: ${directory} needs at least 200 MB. Free some, or choose another directory with MODUAN_DATA.`,
      );
    }
    throw new DatabaseTrouble(
      `建不了数据库：${directory}（${error.code ?? error.message}）。请检查该目录的权限，或用 MODUAN_DATA 另选目录。`,
      `Cannot make the database in ${directory} (${error.code ?? error.message}). Check its rights or choose another directory with MODUAN_DATA.`,
    );
  }
}

function open({ data, passwordFile, major }) {
  const read = (file) => {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      throw new DatabaseTrouble(
        `数据目录不完整：读不了 ${file}（${error.code}）。请从备份恢复，或移走 ${path.dirname(data)} 后重新开始。`,
        `The data directory is broken: cannot read ${file} (${error.code}). Restore a backup, or move ${path.dirname(data)} away to begin anew.`,
      );
    }
  };
  const version = read(path.join(data, 'PG_VERSION'));
  if (version !== major) {
    throw new DatabaseTrouble(
      `数据目录属于 PostgreSQL ${version}，本产品内置的是 ${major}。请用相应版本导出后再导入，或移走 ${data}。`,
      `The data directory is of PostgreSQL ${version}, the embedded one is ${major}. Dump it with that version and load it anew, or move ${data} away.`,
    );
  }
  return read(passwordFile);
}

/** PostgreSQL believes a number in its pid file that another process has taken since; we have looked. */
function forgetStalePid(file, data, commandOf) {
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!commandOf(pid)?.includes(`-D ${data} `)) rmSync(file, { force: true });
}
