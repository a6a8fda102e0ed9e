import { Actor, type Jurisdiction } from '@moduan/kernel';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { describe, expect, it } from 'vitest';
import { demoRoles } from '../../../../tools/demo/roles';
import { OFFICE_FROM_STARS, supervisorOf } from '../star-change/supervisor';
import { premisesPolicy } from './premises.policy';

const XINSHI = '430681102';
const MOST = ['create', 'amend', 'end', 'place', 'transfer', 'grade', 'merge', 'succeed'];
const ALL = [...MOST, 'share'];
/** What each role of the city may do with premises of its own area. */
const MATRIX: Readonly<Record<string, readonly string[]>> = {
  局工作人员: ALL,
  局分析员: [],
  应急办负责人: ALL,
  应急办监管员: MOST,
  指挥中心值班员: [],
  执法队员: [],
  村居安全员: ['create', 'amend', 'end', 'place'],
  行业部门: ['amend'],
  企业安全员: [],
  领导: [],
  审计人员: [],
  系统管理员: [],
};

const holder = (role: string, jurisdiction: Jurisdiction) => new Actor('1', role, '', demoRoles.find(({ name }) => name === role)!.permissions.map(permissionCode), jurisdiction, XINSHI);
const shop = { areaCode: `${XINSHI}206`, placed: 'VILLAGE', lineOfWork: 'FIRE', premisesId: 'p1' };
const allowed = (actor: Actor, record: object = shop) => Object.entries(premisesPolicy).flatMap(([action, rule]) => (rule(actor, record as never) ? [action] : []));

it('knows every role and every action', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(demoRoles.map(({ name }) => name).sort());
  expect(Object.keys(premisesPolicy).sort()).toEqual([...ALL].sort());
});

describe.each(Object.entries(MATRIX))('%s', (role, actions) => {
  it(`may: ${actions.join(', ') || 'nothing'}`, () => {
    expect(allowed(holder(role, [{ prefix: XINSHI }]))).toEqual(actions);
    expect(allowed(holder(role, [{ prefix: '430681' }]))).toEqual(actions);
  });

  it.each<[string, Jurisdiction]>([['another town', [{ prefix: '430681104' }]], ['another village', [{ prefix: `${XINSHI}207` }]], ['nowhere', []], ['an empty prefix', [{ prefix: '' }]], ['another line of work', [{ prefix: XINSHI, lines: ['WATER'] }]], ['other premises', [{ prefix: XINSHI, premises: ['p2'] }]]])('may nothing from %s', (_where, jurisdiction) => {
    expect(allowed(holder(role, jurisdiction))).toEqual([]);
  });

  it('may as much for its own line of work and for premises named', () => {
    expect(allowed(holder(role, [{ prefix: XINSHI, lines: ['FIRE'] }]))).toEqual(actions);
    expect(allowed(holder(role, [{ prefix: XINSHI, premises: ['p1'] }]))).toEqual(actions);
  });

  it('does not place what stands in a grid already', () => {
    expect(allowed(holder(role, [{ prefix: XINSHI }]), { ...shop, areaCode: `${XINSHI}206001`, placed: 'GRID' })).toEqual(actions.filter((action) => action !== 'place'));
  });
});

it.each([
  ['ENTERPRISE', null, 'VILLAGE'], ['ENTERPRISE', 1, 'VILLAGE'], ['ENTERPRISE', 2, 'VILLAGE'], ['ENTERPRISE', 3, 'OFFICE'], ['ENTERPRISE', 4, 'OFFICE'], ['ENTERPRISE', 5, 'OFFICE'], ['SHOP', 5, 'VILLAGE'], ['HOUSE', null, 'VILLAGE'],
] as const)('%s with %s stars stands under the %s', (kind, stars, supervisor) => {
  expect([supervisorOf(kind, stars), OFFICE_FROM_STARS]).toEqual([supervisor, 3]);
});
