import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const totpOf = (secret: string, label: string) => new TOTP({ issuer: 'Moduan', label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) });

export const newSecret = () => new Secret({ size: 20 }).base32;
/** What an authenticator app reads from the picture (RFC 6238). */
export const addressOf = (secret: string, username: string) => totpOf(secret, username).toString();

/** The step of time that a code belongs to, now or one before or after; null when it is wrong. */
export function stepOf(secret: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Date.now();
  const delta = totpOf(secret, '').validate({ token: code, window: 1, timestamp: now });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const RECOVERY_CODES = 10;

/** Ten codes of 80 bits for the day that the phone is lost; letters that look alike are not among them. */
export const newRecoveryCodes = () => Array.from({ length: RECOVERY_CODES }, () => [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]).join('').replace(/(.{4})(?=.)/g, '$1-'));

/** However it was typed: with or without hyphens, in small letters. */
export function recoveryCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return plain.length === 16 ? plain : null;
}
