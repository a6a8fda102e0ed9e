import { DEMO_PASSWORD } from '@moduan/schema/offices/demonstration';
import { MAIN_TOWN } from './areas';
import { BUREAU, committeeOf, DESK, emergencyOffice, GOVERNMENT, type Offices, SQUADRON, townDesk, AUDIT } from './offices';

/** An account to sign in with; the person by name. */
export interface AccountRow {
  readonly username: string;
  readonly personId: string;
  readonly areaCode: string;
  readonly password: string;
  readonly zh: string;
  readonly en: string;
}

const holders: readonly (readonly [username: string, unit: string, post: string, zh: string, en: string])[] = [
  ['bureau', BUREAU, 'OTHER', '市应急管理局工作人员', 'staff of the city bureau'],
  ['analyst', BUREAU, 'ANALYST', '市应急管理局分析员', 'analyst of the city bureau'],
  ['admin', BUREAU, 'ADMINISTRATOR', '系统管理员', 'administrator'],
  ['leader', GOVERNMENT, 'LEADER', '市领导', 'principal leader'],
  ['citydesk', DESK, 'DESK_OFFICER', '市集成指挥中心', 'command desk of the city'],
  ['market', '汨罗市市场监督管理局', 'OTHER', '市场监管局（本条线）', 'market supervision, its line of work'],
  ['auditor', AUDIT, 'AUDITOR', '审计（只读）', 'auditor, read only'],
  ['xinshi', emergencyOffice('新市镇'), 'DIRECTOR', '新市镇应急办主任', 'director of the office of 新市镇'],
  ['xinshi-safety', emergencyOffice('新市镇'), 'SAFETY_SUPERVISOR', '新市镇安全监管员', 'safety supervisor of 新市镇'],
  ['xinshi-desk', townDesk('新市镇'), 'DESK_OFFICER', '新市镇集成指挥中心', 'command desk of 新市镇'],
  ['squadron', SQUADRON, 'OFFICER', '驻新市镇执法中队', 'squadron stationed in 新市镇'],
  ['bali', committeeOf('八里村'), 'VILLAGE_OFFICER', '新市镇八里村', 'village committee of 八里村'],
  ['baishui', emergencyOffice('白水镇'), 'DIRECTOR', '白水镇应急办主任', 'director of the office of 白水镇'],
  ['baishui-safety', emergencyOffice('白水镇'), 'SAFETY_SUPERVISOR', '白水镇安全监管员', 'safety supervisor of 白水镇'],
];

/** One account for every kind of user that can do something by now. */
export function makeAccounts({ appointments, standIns, officer }: Offices): AccountRow[] {
  const [standIn] = standIns;
  const deputy = { username: 'deputy', personId: standIn!.deputy, areaCode: MAIN_TOWN, password: DEMO_PASSWORD, zh: '代理八里村安全员', en: 'stands in for the officer of 八里村' };
  const own = { username: 'enterprise', personId: officer.person, areaCode: MAIN_TOWN, password: DEMO_PASSWORD, zh: '企业安全员（本企业）', en: 'safety officer of an enterprise, its own premises' };
  const staff = holders.map(([username, unit, post, zh, en]) => {
    const appointment = appointments.find((candidate) => candidate.unitId === unit && candidate.post === post);
    if (!appointment) throw new Error(`nobody is ${post} in ${unit}`);
    return { username, personId: appointment.personId, areaCode: appointment.areaCode, password: DEMO_PASSWORD, zh, en };
  });
  return [...staff, deputy, own];
}
