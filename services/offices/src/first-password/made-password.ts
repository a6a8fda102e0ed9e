import { randomInt } from 'node:crypto';

const letters = 'abcdefghijkmnpqrstuvwxyz';
const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
const pick = (from: string) => from[randomInt(from.length)]!;
const group = () => pick(capitals) + pick(letters) + pick(letters) + pick(digits);
const PER_GROUP = 5;

/** A first password to be read from paper: groups of capital, letters and digit, nothing that looks alike; four of them, more where the rules ask for a longer one. */
export const madePassword = (minLength: number): string => Array.from({ length: Math.max(4, Math.ceil((minLength + 1) / PER_GROUP)) }, group).join('-');
