import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoRoles } from '../demo/roles';
import { inRoot } from '../run/workspace.mjs';
import { COMMAND, rolesMatrix } from './roles-matrix';

it('stands in docs/roles.md as it is today', () => {
  expect(readFileSync(inRoot('docs', 'roles.md'), 'utf8'), `stale: run "${COMMAND}"`).toBe(rolesMatrix());
});

it('has a column for every role and lets only administrators near accounts', () => {
  const line = rolesMatrix().split('\n').find((each) => each.includes('`account.administer`'))!;
  const cells = line.split('|').slice(3, -1).map((cell) => cell.trim());
  expect(cells).toHaveLength(demoRoles.length);
  expect(demoRoles.filter((_, i) => cells[i] === '✓').map(({ name }) => name)).toEqual(['系统管理员']);
});
