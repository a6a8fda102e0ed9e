import { permissionConstant } from './permissions';

/** A role of the starting set; permissions by their constants. */
export interface StarterRole {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly note: string;
}

const of = (nouns: readonly string[], actions: readonly string[]) => nouns.flatMap((noun) => actions.map((action) => `${noun}.${action}`));
const PLACES = ['area', 'alias', 'grid', 'grid-staff'];
/** What belongs to premises, beside licences. */
const BELONGINGS = ['insurance', 'stock-limit', 'risk-point', 'post-duty', 'trained-seller', 'supervision'];
const BUSINESS = ['premises', 'operator', 'licence', 'star', ...BELONGINGS];
/** What the city rules, and what towns ask of each other. */
const CITY_RULES = ['licence-cap', 'department-rule'];
const TRANSFERS = ['transfer-request', 'transfer-demand'];
const OFFICE = ['unit', 'person', 'appointment'];
/** Who stands in for whom, and what went to whom. */
const CHANGES = ['deputy', 'hand-over'];
const EVERYTHING_READ = of([...PLACES, 'area-change', ...BUSINESS, ...CITY_RULES, ...TRANSFERS, ...OFFICE, ...CHANGES], ['read']);

const role = (name: string, note: string, ...permissions: string[]): StarterRole => ({ name, note, permissions: [...new Set(permissions)].map(permissionConstant) });

const BELONGINGS_BY_FILE = BELONGINGS.filter((noun) => noun !== 'supervision');
const keepBusiness = [
  ...of(['premises', 'licence', ...BELONGINGS_BY_FILE], ['create', 'amend', 'end', 'import', 'export']), ...of(['supervision'], ['create', 'amend', 'end', 'export']),
  'operator.amend', 'operator.export', 'star.export', 'premises.merge', 'premises.succeed', ...of(TRANSFERS, ['export']), 'transfer-request.create', 'transfer-request.withdraw',
];
const rule = [...of(['licence-cap'], ['create', 'amend', 'end', 'import', 'export']), ...of(['department-rule'], ['create', 'amend', 'end', 'export'])];
const decideTransfers = ['transfer-demand.accept', 'transfer-demand.refuse'];

/** Roles that a city begins with, each for one kind of user: offered to a real one, taken by the demonstration. */
export const starterRoles: readonly StarterRole[] = [
  role('局工作人员', '市应急管理局：全市登记、落位、移交、评星', 'graph.query', ...EVERYTHING_READ, ...keepBusiness, ...of(PLACES, ['create', 'amend', 'end', 'import', 'export']), 'area.reorganise', 'area-change.export', 'premises.transfer', 'premises.place', 'premises.grade', 'premises.share', 'star.import', 'premises.reveal', 'operator.reveal', ...rule, ...decideTransfers),
  role('局分析员', '市应急管理局、安委办：全市查询、统计、导出', 'graph.query', ...EVERYTHING_READ, ...of([...PLACES, ...BUSINESS, 'unit'], ['export'])),
  role('应急办负责人', '乡镇应急办：本镇登记、评星、移交、共享', ...EVERYTHING_READ, ...keepBusiness, ...of(['grid', 'grid-staff'], ['create', 'amend', 'end', 'import', 'export']), ...of(OFFICE, ['export']), 'person.reveal', 'premises.transfer', 'premises.place', 'premises.grade', 'premises.share', 'star.import', 'premises.reveal', 'operator.reveal', ...rule, ...decideTransfers),
  role('应急办监管员', '乡镇应急办：本镇登记、导入、落位', ...EVERYTHING_READ, ...keepBusiness, 'premises.transfer', 'premises.place', 'premises.grade', 'star.import', 'premises.reveal'),
  role('指挥中心值班员', '集成指挥中心：查询辖区企业、网格与联系人', ...EVERYTHING_READ, 'premises.reveal', 'person.reveal'),
  role('执法队员', '执法中队：查询派驻镇企业、许可与联系人', ...EVERYTHING_READ, 'premises.reveal', 'operator.reveal', 'premises.export'),
  role('村居安全员', '村（居）委会：本村企业商铺的登记与更正', ...of([...PLACES, ...BUSINESS], ['read']), 'premises.create', 'premises.amend', 'premises.end', 'premises.place', 'premises.export'),
  role('行业部门', '行业部门：全市本条线企业', ...of([...PLACES, ...BUSINESS, 'unit'], ['read']), 'premises.amend', 'premises.export', 'licence.create', 'licence.amend', 'licence.end', 'licence.export'),
  role('企业安全员', '企业：只看任职里写明的本企业', ...of(BUSINESS, ['read']), 'premises.export', 'licence.export'),
  role('领导', '主要负责人、分管领导：查询与统计', ...EVERYTHING_READ),
  role('审计人员', '纪检、审计：只读，可导出', ...of(['operation', 'refused-attempt'], ['read', 'export']), ...EVERYTHING_READ, ...of(['role', 'account', 'setting', 'sign-in', 'access-token', 'device-token'], ['read']), 'sign-in.export', ...of([...BUSINESS, 'unit'], ['export'])),
  role('系统管理员', '机构、人员、岗位、账号；不作业务决定', ...of(['operation', 'refused-attempt'], ['read', 'export']), 'metrics.read', ...of(['deputy'], ['read', 'create', 'end', 'export']), ...of(['hand-over'], ['read', 'export']), ...of([...OFFICE, 'role'], ['read', 'create', 'amend', 'end', 'import', 'export']), ...of(['account'], ['read', 'create', 'amend', 'end', 'export']), 'account.administer', ...of(['setting'], ['read', 'amend']), ...of(['sign-in'], ['read', 'export']), ...of(['access-token'], ['read', 'end']), ...of(['device-token'], ['read', 'create', 'end']), ...of(PLACES, ['read'])),
];
