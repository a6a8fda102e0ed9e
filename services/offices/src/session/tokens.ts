import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** 32 random bytes: what a client holds and the database never does. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What stands in the database for a token: a stolen table opens no session. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('base64url');

/** `mdp_` acts for a person, `mdd_` for a device. */
export type BearerKind = 'mdp' | 'mdd';
const checksum = (body: string) => crc32(body).toString(16).padStart(8, '0');

/** A token to be kept in a program: its beginning says what it is, its end whether it was copied whole. */
export function newBearer(kind: BearerKind): string {
  const body = `${kind}_${newToken()}`;
  return body + checksum(body);
}

/** Which kind of token this is; null for what was never one, without asking the database. */
export function bearerKind(token: string): BearerKind | null {
  const parts = /^((mdp|mdd)_[\w-]{43})([0-9a-f]{8})$/.exec(token);
  return parts && checksum(parts[1]!) === parts[3] ? (parts[2] as BearerKind) : null;
}
