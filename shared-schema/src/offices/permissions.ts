import type { Label } from '../fields';

const actions = {
  read: { zh: '查看', en: 'read' },
  create: { zh: '登记', en: 'enter' },
  amend: { zh: '修改', en: 'amend' },
  end: { zh: '终止', en: 'end' },
  import: { zh: '导入', en: 'import' },
  export: { zh: '导出', en: 'export' },
  reveal: { zh: '查看完整个人信息', en: 'see full personal data of' },
} as const;

const nouns: Readonly<Record<string, Label>> = {
  unit: { zh: '机构', en: 'units' },
  person: { zh: '人员', en: 'people' },
  role: { zh: '岗位角色', en: 'roles' },
  appointment: { zh: '任职', en: 'appointments' },
  deputy: { zh: '代理', en: 'deputies' },
  'hand-over': { zh: '交接', en: 'hand-overs' },
  account: { zh: '账号', en: 'accounts' },
  area: { zh: '区划', en: 'areas' },
  alias: { zh: '曾用名', en: 'former names of areas' },
  grid: { zh: '网格', en: 'grids' },
  'grid-staff': { zh: '网格人员', en: 'grid staff' },
  operator: { zh: '经营主体', en: 'operators' },
  premises: { zh: '企业与商铺', en: 'premises' },
  licence: { zh: '许可证照', en: 'licences' },
  star: { zh: '星级变更', en: 'star changes' },
  'licence-cap': { zh: '许可总量', en: 'licence caps' },
  insurance: { zh: '安责险', en: 'insurance' },
  'stock-limit': { zh: '库存限量', en: 'stock limits' },
  'risk-point': { zh: '风险点', en: 'risk points' },
  'post-duty': { zh: '岗位责任清单', en: 'duties of posts' },
  'trained-seller': { zh: '经培训销售人员', en: 'trained sellers' },
  supervision: { zh: '监管责任单位', en: 'supervising bodies' },
  'department-rule': { zh: '行业主管规则', en: 'department rules' },
  'transfer-request': { zh: '移交申请', en: 'transfer requests' },
  'transfer-demand': { zh: '待我移交', en: 'transfers asked of us' },
};

/** What no plain register gives. */
const special: Readonly<Record<string, Label>> = {
  'area-change.read': { zh: '查看区划调整', en: 'see changes of areas' },
  'area-change.export': { zh: '导出区划调整', en: 'export changes of areas' },
  'area.reorganise': { zh: '调整区划（合并、划转）', en: 're-organise areas' },
  'premises.transfer': { zh: '调整企业所属网格', en: 'move premises to another grid' },
  'premises.place': { zh: '落位未分配企业', en: 'place unassigned premises' },
  'premises.share': { zh: '与联合单位共享企业', en: 'share premises with a joint unit' },
  'premises.grade': { zh: '评定监管星级', en: 'enter the stars of premises' },
  'premises.merge': { zh: '合并重复企业', en: 'merge duplicates of premises' },
  'premises.succeed': { zh: '登记企业承接关系', en: 'enter what premises carry on others' },
  'transfer-request.withdraw': { zh: '撤回移交申请', en: 'withdraw transfer requests' },
  'transfer-demand.accept': { zh: '同意移交', en: 'hand premises over to who asked' },
  'transfer-demand.refuse': { zh: '拒绝移交', en: 'refuse to hand premises over' },
  'graph.query': { zh: '查询图（自由查询与文档）', en: 'query the graph freely and read its schema' },
  'operation.read': { zh: '查看操作日志', en: 'see what was done' },
  'operation.export': { zh: '导出操作日志', en: 'export what was done' },
  'refused-attempt.read': { zh: '查看被拒操作', en: 'see refused attempts' },
  'refused-attempt.export': { zh: '导出被拒操作', en: 'export refused attempts' },
  'metrics.read': { zh: '读取运行指标', en: 'read the metrics of the server' },
  'account.administer': { zh: '开通账号、重设密码', en: 'open accounts and reset passwords' },
  'setting.read': { zh: '查看账号与密码规则', en: 'see the rules of accounts and passwords' },
  'setting.amend': { zh: '修改账号与密码规则', en: 'amend the rules of accounts and passwords' },
  'sign-in.read': { zh: '查看登录记录', en: 'see sign-ins' },
  'sign-in.export': { zh: '导出登录记录', en: 'export sign-ins' },
  'access-token.read': { zh: '查看访问令牌', en: 'see access tokens' },
  'access-token.export': { zh: '导出访问令牌清单', en: 'export the list of access tokens' },
  'access-token.end': { zh: '吊销访问令牌', en: 'revoke access tokens' },
  'device-token.read': { zh: '查看设备令牌', en: 'see device tokens' },
  'device-token.export': { zh: '导出设备令牌清单', en: 'export the list of device tokens' },
  'device-token.create': { zh: '发放设备令牌', en: 'issue device tokens' },
  'device-token.end': { zh: '吊销设备令牌', en: 'revoke device tokens' },
};

const plain = Object.entries(nouns).flatMap(([noun, label]) =>
  Object.entries(actions).map(([action, verb]) => [`${noun}.${action}`, { zh: verb.zh + label.zh, en: `${verb.en} ${label.en}` }] as const),
);

/** Every permission of the product, by its code as `unit.amend`. */
export const permissionLabels: Readonly<Record<string, Label>> = { ...Object.fromEntries(plain), ...special };

/** `unit.amend` ↔ `UNIT_AMEND`: permissions as values of an enum of the graph. */
export const permissionConstant = (code: string) => code.replace(/[.-]/g, '_').toUpperCase();
const codes = new Map(Object.keys(permissionLabels).map((code) => [permissionConstant(code), code]));
/** A constant of a permission that has gone stays as it is: no rule asks for a code of that shape, so it opens nothing. */
export const permissionCode = (constant: string) => codes.get(constant) ?? constant;

export const permissionOptions: Readonly<Record<string, Label>> = Object.fromEntries(
  Object.entries(permissionLabels).map(([code, label]) => [permissionConstant(code), label]),
);
