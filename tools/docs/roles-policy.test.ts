import { readFileSync } from 'node:fs';
import { Actor, type AnyThing } from '@moduan/kernel';
import { enterprises } from '@moduan/enterprises';
import { gridsService } from '@moduan/grids';
import { offices } from '@moduan/offices';
import { mixOf } from '@moduan/schema/offices/permission-classes';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { describe, expect, it } from 'vitest';
import { demoRoles } from '../demo/roles';
import { inRoot } from '../run/workspace.mjs';

const [CITY, TOWN, OTHER] = ['430681', '430681102', '430681104'];
const LETTERS: Readonly<Record<string, string>> = { create: 'C', amend: 'A', end: 'E' };
/** Actions whose permission is not called like them. */
const CALLED: Readonly<Record<string, string>> = { 'account.setPassword': 'account.administer', 'account.resetSecondFactor': 'account.administer', 'account.endSessions': 'account.administer', 'appointment.nameDeputy': 'deputy.create' };
/** Where, is looked up in the transaction, behind the rule: in the premises of the licence, the post of the deputy, the premises of the operator. */
/** What belongs to premises is placed with them. */
const OF_PREMISES = ['licence', 'insurance', 'stock-limit', 'risk-point', 'post-duty', 'trained-seller', 'supervision'];
const PLACED_LATER = new Set([...OF_PREMISES.map((noun) => `${noun}.create`), 'deputy.create', 'operator.amend']);
/** Kept for the whole city: roles, and the rules of accounts. */
const CITY_WIDE = new Set(['role', 'setting']);

/** Rows of the matrix as docs/roles.md has it: noun or permission → the cell of each role. */
const rows = new Map(
  readFileSync(inRoot('docs', 'roles.md'), 'utf8').split('\n').flatMap((line): [string, string[]][] => {
    const [, name, , ...cells] = line.split('|').map((cell) => cell.trim());
    const code = /`([^`]+)`$/.exec(name ?? '')?.[1];
    return code && cells.length > demoRoles.length ? [[code, cells.slice(0, demoRoles.length)]] : [];
  }),
);
const inMatrix = (noun: string, action: string, role: number): boolean => {
  const called = CALLED[`${noun}.${action}`] ?? `${noun}.${action}`;
  const [its, verb] = called.split('.') as [string, string];
  return LETTERS[verb] ? rows.get(its)![role]!.includes(LETTERS[verb]) : rows.get(called)![role] === '✓';
};

const things: readonly AnyThing[] = [offices, gridsService, enterprises].flatMap((service) => service.things as readonly AnyThing[]);
const offered = things.flatMap((thing) => [...(['create', 'amend', 'end'] as const).filter((action) => thing.register.can.includes(action)), ...thing.actions].map((action) => ({ thing, noun: thing.register.noun as string, action })));
const holder = (role: number, prefix: string) => new Actor('me', 'Me', '', demoRoles[role]!.permissions.map(permissionCode), [{ prefix }], prefix, 'my person');
const record = (areaCode: string) => ({ areaCode, code: areaCode, lineOfWork: 'FIRE', premisesId: 'p', placed: 'VILLAGE', personId: 'somebody', principalId: 'somebody', createdBy: 'somebody', ownerId: 'somebody', state: 'REQUESTED' });

it('has a row for every action of every register', () => {
  expect(offered.length).toBeGreaterThan(30);
  for (const { noun, action } of offered) expect(() => inMatrix(noun, action, 0), `${noun}.${action}`).not.toThrow();
});

describe.each(demoRoles.map(({ name }, role) => ({ name, role })))('$name', ({ role }) => {
  it.each(offered)('$noun: $action is as the matrix says, inside of the area, and nothing outside of it', ({ thing, noun, action }) => {
    const allowed = (prefix: string, areaCode: string) => thing.policy[action]!(holder(role, prefix), record(areaCode) as never);
    const says = inMatrix(noun, action, role);
    expect(allowed(CITY, `${TOWN}206`)).toBe(says);
    if (PLACED_LATER.has(`${noun}.${action}`)) return;
    expect(allowed(TOWN, `${TOWN}206`)).toBe(says && !CITY_WIDE.has(noun));
    expect([allowed(OTHER, `${TOWN}206`), allowed(`${TOWN}206`, TOWN), allowed('', TOWN)]).toEqual([false, false, false]);
  });

  it('does not administer and decide business at once', () => {
    expect(mixOf(demoRoles[role]!.permissions.map(permissionCode))).toBeUndefined();
  });
});
