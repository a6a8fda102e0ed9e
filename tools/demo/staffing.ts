import type { Vacancy } from './offices';
import type { Random } from './random';

const post = (name: string, title: string, role: string, more: Partial<Vacancy> = {}): Vacancy => ({ post: name, title, role, ...more });
const times = (count: number, vacancy: Vacancy): Vacancy[] => Array.from({ length: count }, () => vacancy);

const supervisor = (random: Random) =>
  post('SAFETY_SUPERVISOR', '安全监管员', '应急办监管员', { employment: random.weighted([['ESTABLISHED', 5], ['HIRED', 3], ['SOCIAL', 2]]) });

/** Who sits in which kind of unit; emergency offices by the standard: 1 + 1 + 1, three to five for safety, one or two for fire. */
export const staffing = {
  government: [post('LEADER', '副市长', '领导'), post('LEADER', '办公室主任', '领导')],
  bureau: [
    post('DIRECTOR', '局长', '局工作人员'),
    post('OTHER', '基层股股长', '局工作人员'),
    post('OTHER', '基层股科员', '局工作人员'),
    post('ANALYST', '数据股分析员', '局分析员'),
    post('ADMINISTRATOR', '信息股管理员', '系统管理员'),
  ],
  committeeOffice: [post('EXECUTIVE_DEPUTY', '常务副主任', '局工作人员'), post('ANALYST', '综合协调员', '局分析员')],
  desk: times(2, post('DESK_OFFICER', '值班员', '指挥中心值班员', { employment: 'HIRED' })),
  audit: [post('AUDITOR', '审计员', '审计人员')],
  squadron: [post('SQUADRON_LEADER', '中队长', '执法队员'), ...times(3, post('OFFICER', '执法队员', '执法队员'))],
  village: [post('VILLAGE_OFFICER', '村（居）安全员', '村居安全员', { employment: 'SOCIAL' })],
  department: (lines: readonly string[]) => [post('OTHER', '安全股股长', '行业部门', { lines })],
  emergencyOffice: (random: Random): Vacancy[] => [
    post('LEADER', '党委委员、副镇长', '领导'),
    post('DIRECTOR', '主任', '应急办负责人'),
    post('EXECUTIVE_DEPUTY', '执行副主任', '应急办负责人'),
    post('FULL_TIME_DEPUTY', '专职副主任', '应急办负责人'),
    ...Array.from({ length: random.whole(3, 5) }, () => supervisor(random)),
    ...times(random.whole(1, 2), post('FIRE_SUPERVISOR', '消防监管员', '应急办监管员')),
    post('OTHER', '内勤', '应急办监管员', { employment: 'CLERK' }),
  ],
} as const;
