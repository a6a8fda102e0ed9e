import { execFile, spawn, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshKeys, rolePassword, SecretBox } from '@moduan/kernel';
import { ownDatabaseUrl, readServiceKeys } from '@moduan/kernel/serving/service-settings';
import { readKeys, readMadeKeys, writeRoleFiles } from './keys-files';

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'moduan-keys-files-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));
const text = (file: string) => readFileSync(join(data, file), 'utf8');
const written = (file: string) => JSON.parse(text(file)) as Record<string, unknown>;
const mode = (file: string) => statSync(join(data, file)).mode & 0o777;

const signsFor = ({ owner, seal }: ReturnType<typeof readKeys>) => createPublicKey(owner.seal).equals(createPublicKey(seal.public));

/** As an older version wrote all keys into one file. */
function former() {
  const { owner, seal, ...rest } = freshKeys();
  return { ...rest, roles: owner.roles, seal: { public: seal.public, private: owner.seal } };
}

describe('the file of keys that all parts share', () => {
  it('holds neither what signs the seals nor what the passwords of the roles follow from', () => {
    const { owner } = readKeys(data);
    for (const secret of [owner.roles, JSON.stringify(owner.seal).slice(1, -1)]) {
      expect(text('keys.json')).not.toContain(secret);
      expect(text('owner-keys.json')).toContain(secret);
    }
    expect([mode('keys.json'), mode('owner-keys.json')]).toEqual([0o600, 0o600]);
    expect(readServiceKeys(data).owner).toBeUndefined();
    expect(() => new SecretBox(readServiceKeys(data)).owner).toThrow('not here');
    expect(readKeys(data)).toEqual(readMadeKeys(data));
  });

  it('of an older version is split, and nothing is lost, also when that was interrupted', () => {
    const old = former();
    writeFileSync(join(data, 'keys.json'), JSON.stringify(old));
    const keys = readKeys(data);
    expect(keys.owner).toEqual({ roles: old.roles, seal: old.seal.private });
    const { roles: _roles, seal, ...rest } = old;
    expect(written('keys.json')).toEqual({ ...rest, seal: { public: seal.public } });
    writeFileSync(join(data, 'keys.json'), JSON.stringify(old));
    expect(readKeys(data)).toEqual(keys);
  });

  it('is not mixed with that of another installation, nor made anew beside what is left of one', () => {
    readKeys(data);
    writeFileSync(join(data, 'keys.json'), JSON.stringify(former()));
    expect(() => readKeys(data)).toThrow('two installations');
    rmSync(join(data, 'keys.json'));
    expect(() => readKeys(data)).toThrow('keys.json is not there');
    rmSync(join(data, 'owner-keys.json'));
    readKeys(data);
    rmSync(join(data, 'owner-keys.json'));
    expect(() => readKeys(data)).toThrow('owner-keys.json is not there');
  });

  it('of a version from before seals had keys is split, also when that was interrupted', () => {
    const { seal: _seal, ...old } = former();
    writeFileSync(join(data, 'keys.json'), JSON.stringify(old));
    const keys = readKeys(data);
    expect([keys.owner.roles, signsFor(keys)]).toEqual([old.roles, true]);
    writeFileSync(join(data, 'keys.json'), JSON.stringify(old));
    expect(readKeys(data)).toEqual(keys);
  });

  it('is refused beside the file of another owner, or of half of one', () => {
    const keys = readKeys(data);
    const whole = written('owner-keys.json');
    const put = (owner: object | string) => writeFileSync(join(data, 'owner-keys.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));
    put(freshKeys().owner);
    for (const read of [readKeys, readMadeKeys]) expect(() => read(data)).toThrow('two installations');
    for (const half of [{ roles: whole.roles }, { seal: whole.seal }, { ...whole, seal: 'x' }, '{"roles":', '']) {
      put(half);
      for (const read of [readKeys, readMadeKeys]) expect(() => read(data)).toThrow('owner-keys.json is damaged');
    }
    put(whole);
    expect(readKeys(data)).toEqual(keys);
  });

  it('is whole again when the newer keys were about to be added beside those of the owner', () => {
    const keys = readKeys(data);
    const { seal: _seal, ...rest } = written('keys.json');
    writeFileSync(join(data, 'keys.json'), JSON.stringify(rest));
    expect(readKeys(data)).toEqual(keys);
  });

  it('is for its owner alone, whatever was left behind', () => {
    for (const name of ['keys.json', 'owner-keys.json']) writeFileSync(join(data, `${name}.${process.pid}.new`), '', { mode: 0o644 });
    readKeys(data);
    expect([mode('keys.json'), mode('owner-keys.json'), readdirSync(data).sort()]).toEqual([0o600, 0o600, ['keys.json', 'owner-keys.json']]);
  });
});

describe('the folder of keys', () => {
  const lock = () => join(data, 'keys.lock');

  it('is written by one process at a time, and all go on with the same keys', async () => {
    // Each round begins when both have come to it.
    const script = (own: string, other: string) => `const { existsSync, writeFileSync } = await import('node:fs');
      const { readKeys } = await import('./gateway/src/keys-files.ts');
      for (let round = 0; round < 20; round++) {
        writeFileSync('${data}/${own}' + round, '');
        while (!existsSync('${data}/${other}' + round));
        console.log(JSON.stringify(readKeys('${data}/' + round)));
      }`;
    const run = (own: string, other: string) => promisify(execFile)(process.execPath, ['--import', '@oxc-node/core/register', '--input-type=module', '-e', script(own, other)], { cwd: join(import.meta.dirname, '../..'), timeout: 35_000 });
    const [one, two] = await Promise.all([run('one', 'two'), run('two', 'one')]);
    expect(one.stdout.split('\n')).toHaveLength(21);
    expect(two.stdout).toBe(one.stdout);
  }, 40_000);

  it('is waited for while another process is at it', async () => {
    const other = spawn('sh', ['-c', `sleep 0.5; rm '${lock()}'`]);
    writeFileSync(lock(), `${hostname()} ${other.pid} other`);
    const began = Date.now();
    readKeys(data);
    expect(Date.now() - began).toBeGreaterThan(300);
  });

  it.each(['has ended', 'bore the same number', 'was elsewhere, long ago', 'had not yet said who it is, long ago'])('is taken over from one that %s', (which) => {
    const pid = which === 'has ended' ? spawnSync('true').pid : process.pid;
    writeFileSync(lock(), which.startsWith('had') ? '' : `${which.startsWith('was') ? 'elsewhere' : hostname()} ${pid} other`);
    if (which.endsWith('ago')) utimesSync(lock(), 0, 0);
    readKeys(data);
    expect(readdirSync(data).sort()).toEqual(['keys.json', 'owner-keys.json']);
  });
});

it('gives each service the password of its own role alone', () => {
  const secrets = new SecretBox(readKeys(data));
  writeRoleFiles(data, secrets, ['offices', 'grids']);
  const settings = { databaseUrl: 'postgres://127.0.0.1:5432/city', host: '', port: 0, data, logLevel: 'silent' };
  expect(ownDatabaseUrl(settings, 'grids')).toBe(`postgres://moduan_grids:${rolePassword(secrets, 'grids')}@127.0.0.1:5432/city`);
  expect([text('role-grids.json').includes(rolePassword(secrets, 'offices')), mode('role-grids.json')]).toEqual([false, 0o600]);
  const own = 'postgres://moduan_grids:given@127.0.0.1:5432/city';
  expect(ownDatabaseUrl({ ...settings, databaseUrl: own }, 'grids')).toBe(own);
  expect(() => ownDatabaseUrl(settings, 'enterprises')).toThrow('role-enterprises.json is not there');
});
