import { createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freshKeys, rolePassword, type Keys, type OwnerKeys, type SecretBox } from '@moduan/kernel';
import { roleFile } from '@moduan/kernel/serving/service-settings';
import { aloneIn } from './folder-lock';

/** What every part of the installation needs. */
export const keysFile = (data: string): string => join(data, 'keys.json');
/** What is for those alone who work as the owner of the database: the server that runs everything, the migration, the worker. */
export const ownerFile = (data: string): string => join(data, 'owner-keys.json');

/** As older versions wrote it: everything in one file. */
type Former = Partial<Omit<Keys, 'seal' | 'next'>> & { readonly roles?: string; readonly seal?: { readonly public: string; readonly private?: string }; readonly next?: Former };

/** Keys are made on the first start and never leave the folder; who loses them loses the encrypted fields. */
export const readKeys = (data: string): Keys & { readonly owner: OwnerKeys } =>
  aloneIn(data, () => {
    split(data);
    makeMissing(data);
    return readMadeKeys(data);
  });

function makeMissing(data: string): void {
  const known = readJson<Partial<Keys>>(keysFile(data));
  const there = readJson<OwnerKeys>(ownerFile(data));
  if (known?.next) throw new Error('A change of keys was interrupted: finish it with "npm run rotate-keys" 更换密钥中断，请运行 npm run rotate-keys 完成');
  const lost = known?.seal && !there ? ownerFile(data) : there && !known ? keysFile(data) : undefined;
  if (lost) throw new Error(`${lost} is not there: put it back from a copy 缺少密钥文件，请从备份恢复`);
  const { owner: made, ...fresh } = freshKeys();
  const owner = there ?? made;
  if (!there) writeJson(ownerFile(data), owner);
  const keys = { ...fresh, seal: { public: publicOf(data, owner) }, ...known };
  // An installation of an older version lacks the newer keys.
  if (!known || Object.keys(keys).some((name) => !(name in known))) writeKeys(data, keys);
}

/** For who works as the owner and makes no keys. */
export function readMadeKeys(data: string): Keys & { readonly owner: OwnerKeys } {
  const [keys, owner] = [readJson<Keys>(keysFile(data)), readJson<OwnerKeys>(ownerFile(data))];
  if (!keys || !owner) throw new Error(`The keys are not in ${data}: the migration of the installation makes them`);
  if (!isSame(publicOf(data, owner), keys.seal?.public)) throw apart(data);
  return { ...keys, owner };
}

/** What seals are held against follows from what signs them. */
function publicOf(data: string, { roles, seal }: Partial<OwnerKeys>): string {
  try {
    if (roles && seal) return createPublicKey(seal).export({ type: 'spki', format: 'pem' }) as string;
  } catch {
    // No key: as if it were not there.
  }
  throw damaged(ownerFile(data));
}

const isSame = (one: string, other: string | undefined): boolean => one.trim() === other?.trim();
const apart = (data: string): Error => new Error(`${keysFile(data)} and ${ownerFile(data)} are of two installations 两个密钥文件不属于同一套安装`);
const damaged = (file: string): Error => new Error(`${file} is damaged: put it back from a copy 密钥文件损坏，请从备份恢复`);

/** The file that all share: the owner's keys are never in it. */
export function writeKeys(data: string, { owner: _owner, ...keys }: Keys): void {
  writeJson(keysFile(data), keys);
}

/** The owner's keys leave the file that all share. */
export const splitForward = (data: string): void => aloneIn(data, () => split(data));

/** They are written first: whatever interrupts it, nothing is lost, and the next run goes on with what was written. */
function split(data: string): void {
  const former = readJson<Former>(keysFile(data));
  if (!former || (former.roles === undefined && former.seal?.private === undefined)) return;
  const there = readJson<OwnerKeys>(ownerFile(data));
  if (former.seal && !former.seal.private && !there) throw new Error(`${ownerFile(data)} is not there: put it back from a copy 缺少密钥文件，请从备份恢复`);
  const fresh = there ?? freshKeys().owner;
  const owner: OwnerKeys = { roles: former.roles ?? fresh.roles, seal: former.seal?.private ?? fresh.seal };
  const seal = { public: publicOf(data, owner) };
  if (there && (there.roles !== owner.roles || there.seal !== owner.seal)) throw apart(data);
  if (former.seal && !isSame(seal.public, former.seal.public)) throw apart(data);
  writeJson(ownerFile(data), owner);
  const without = ({ roles: _roles, seal: _seal, next, ...rest }: Former): object => ({ ...rest, seal, ...(next && { next: without(next) }) });
  writeJson(keysFile(data), without(former));
}

/** Each service that runs by itself finds the password of its own role, and of no other. */
export function writeRoleFiles(data: string, secrets: SecretBox, services: readonly string[]): void {
  for (const service of services) writeJson(roleFile(data, service), { password: rolePassword(secrets, service) });
}

function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw error instanceof SyntaxError ? damaged(file) : error;
  }
}

/** Written beside and then put in place: a full disk never leaves half a file. What an interrupted run left there goes first, whoever might read it. */
function writeJson(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.new`;
  rmSync(beside, { force: true });
  writeFileSync(beside, JSON.stringify(content, null, 2), { mode: 0o600, flag: 'wx', flush: true });
  renameSync(beside, file);
}
