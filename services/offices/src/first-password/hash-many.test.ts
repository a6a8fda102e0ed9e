import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { passwordFault } from '../account/password';
import { hashMany } from './hash-many';
import { madePassword } from './made-password';

it('hashes two at a time, and gives each its place', async () => {
  let [open, most] = [0, 0];
  const hash = async (password: string) => {
    most = Math.max(most, (open += 1));
    await setTimeout(password.length % 3);
    open -= 1;
    return `hash of ${password}`;
  };
  const passwords = Array.from({ length: 30 }, (_, at) => 'x'.repeat(at));
  expect([await hashMany(passwords, hash), most]).toEqual([passwords.map((password) => `hash of ${password}`), 2]);
});

it('answers others while it hashes', async () => {
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  await hashMany(Array.from({ length: 12 }, () => madePassword(10)));
  clearInterval(turning);
  expect(turns).toBeGreaterThan(12);
});

it.each([8, 10, 19, 20, 40, 64])('makes passwords that the strictest rules of %i characters take, none like another', (minLength) => {
  const made = Array.from({ length: 50 }, () => madePassword(minLength));
  expect(made.flatMap((password) => passwordFault(password, { minLength, kinds: 4, real: true }, 'zhou.my') ?? [])).toEqual([]);
  expect(new Set(made).size).toBe(50);
});
