import { v7 } from 'uuid';

/** Chance is asked for for many ids at once: for each by itself it would take most of the time. */
const chance = new Uint8Array(256 * 16);
let used = chance.length;
let [latest, sequence] = [0, 0];

function someChance(): Uint8Array {
  if (used === chance.length) {
    crypto.getRandomValues(chance);
    used = 0;
  }
  return chance.slice(used, (used += 16));
}

/** Ids sort by the time they were made, and within a moment by their order; made here, since databases before version 18 can't. */
export function uuidv7(): string {
  const random = someChance();
  const now = Date.now();
  if (now > latest) [latest, sequence] = [now, ((random[6]! & 0x7f) << 24) | (random[7]! << 16) | (random[8]! << 8) | random[9]!];
  else if ((sequence = (sequence + 1) | 0) === 0) latest += 1;
  return v7({ random, msecs: latest, seq: sequence });
}

/** Whether a text can be the id of a record: what can't is not asked for. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
