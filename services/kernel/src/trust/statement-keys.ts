import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

export const ALGORITHM = 'EdDSA';

/** The gateway alone holds it. */
const PRIVATE = 'gateway-key.json';
/** What services need to know it by; older keys may stand beside it while statements of theirs are under way. */
const PUBLIC = 'gateway-key.public.json';

export interface SigningKey {
  readonly id: string;
  readonly key: CryptoKey;
}

/** The gateway's own key: made at the first start, never leaves the folder. */
export async function readSigningKey(data: string): Promise<SigningKey> {
  const file = join(data, PRIVATE);
  if (!existsSync(file)) await makeKeys(data);
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  return { id: jwk.kid!, key: (await importJWK(jwk, ALGORITHM)) as CryptoKey };
}

/** The public keys by their ids. */
export async function readPublicKeys(data: string): Promise<ReadonlyMap<string, CryptoKey>> {
  const { keys } = JSON.parse(readFileSync(join(data, PUBLIC), 'utf8')) as { keys: JWK[] };
  return new Map(await Promise.all(keys.map(async (jwk) => [jwk.kid!, (await importJWK(jwk, ALGORITHM)) as CryptoKey] as const)));
}

/** A new key from the next start on; statements of the former one are believed for the minute that they last. */
export async function rotateSigningKey(data: string): Promise<void> {
  rmSync(join(data, PRIVATE), { force: true });
  await makeKeys(data);
}

async function makeKeys(data: string): Promise<void> {
  mkdirSync(data, { recursive: true });
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const known = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(known);
  const former = existsSync(join(data, PUBLIC)) ? (JSON.parse(readFileSync(join(data, PUBLIC), 'utf8')) as { keys: JWK[] }).keys.slice(0, 1) : [];
  try {
    writeFileSync(join(data, PRIVATE), JSON.stringify({ ...(await exportJWK(privateKey)), kid }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another process was first: its key is the installation's.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  writeFileSync(`${join(data, PUBLIC)}.new`, JSON.stringify({ keys: [{ ...known, kid }, ...former] }, null, 2));
  renameSync(`${join(data, PUBLIC)}.new`, join(data, PUBLIC));
}
