import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshKeys, rolePassword, type Keys, type OwnerKeys, type SecretBox } from '@moduan/kernel';
import { roleFile } from '@moduan/kernel/serving/service-settings';

/** What every part of the installation needs. */
export const keysFile = (data: string): string => join(data, 'keys.json');
/** What is for those alone who work as the owner of the database: the server that runs everything, the migration, the worker. */
export const ownerFile = (data: string): string => join(data, 'owner-keys.json');

/** As older versions wrote it: everything in one file. */
type Former = Partial<Omit<Keys, 'seal' | 'next'>> & { readonly roles?: string; readonly seal?: { readonly public: string; readonly private?: string }; readonly next?: Former };

/** Keys are made on the first start and never leave the folder; who loses them loses the encrypted fields. */
export function readKeys(data: string): Keys & { readonly owner: OwnerKeys } {
  splitForward(data);
  const known = readJson<Partial<Keys>>(keysFile(data));
  const owner = readJson<OwnerKeys>(ownerFile(data));
  if (known?.next) throw new Error('A change of keys was interrupted: finish it with "npm run rotate-keys" 更换密钥中断，请运行 npm run rotate-keys 完成');
  const lost = known?.seal && !owner ? ownerFile(data) : owner && !known ? keysFile(data) : undefined;
  if (lost) throw new Error(`${lost} is not there: put it back from a copy 缺少密钥文件，请从备份恢复`);
  const fresh = freshKeys();
  const keys = { ...fresh, ...known, owner: owner ?? fresh.owner };
  if (!owner) writeJson(ownerFile(data), keys.owner);
  // An installation of an older version lacks the newer keys.
  if (!known || Object.keys(keys).some((name) => name !== 'owner' && !(name in known))) writeKeys(data, keys);
  return keys;
}

/** For who works as the owner and makes no keys. */
export function readMadeKeys(data: string): Keys {
  const [keys, owner] = [readJson<Keys>(keysFile(data)), readJson<OwnerKeys>(ownerFile(data))];
  if (!keys || !owner) throw new Error(`The keys are not in ${data}: the migration of the installation makes them`);
  return { ...keys, owner };
}

/** The file that all share: the owner's keys are never in it. */
export function writeKeys(data: string, { owner: _owner, ...keys }: Keys): void {
  writeJson(keysFile(data), keys);
}

/** The owner's keys leave the file that all share. They are written first: whatever interrupts it, nothing is lost. */
export function splitForward(data: string): void {
  const former = readJson<Former>(keysFile(data));
  if (!former || (former.roles === undefined && former.seal?.private === undefined)) return;
  const fresh = freshKeys();
  const seal = former.seal?.private ? { public: former.seal.public, private: former.seal.private } : { public: fresh.seal.public, private: fresh.owner.seal };
  const owner: OwnerKeys = { roles: former.roles ?? fresh.owner.roles, seal: seal.private };
  const there = readJson<OwnerKeys>(ownerFile(data));
  if (there && (there.roles !== owner.roles || there.seal !== owner.seal)) throw new Error(`${keysFile(data)} and ${ownerFile(data)} are of two installations 两个密钥文件不属于同一套安装`);
  writeJson(ownerFile(data), owner);
  const without = ({ roles: _roles, seal: _seal, next, ...rest }: Former): object => ({ ...rest, seal: { public: seal.public }, ...(next && { next: without(next) }) });
  writeJson(keysFile(data), without(former));
}

/** Each service that runs by itself finds the password of its own role, and of no other. */
export function writeRoleFiles(data: string, secrets: SecretBox, services: readonly string[]): void {
  for (const service of services) writeJson(roleFile(data, service), { password: rolePassword(secrets, service) });
}

const readJson = <T>(file: string): T | undefined => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined);

/** Written beside and then put in place: a full disk never leaves half a file. */
function writeJson(file: string, content: object): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
