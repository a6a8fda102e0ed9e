import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
