import { area, date, integer, reference, text } from '@moduan/schema';
import { operatorRegister } from '@moduan/schema/enterprises/operator';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { say, type RegisterScreen } from '@moduan/ui';
import AskForTransfer from '../transfers/ask-for-transfer.vue';
import PlacedAlike from './placed-alike.vue';
import PremisesRelations from './premises-relations.vue';

export const premisesMapPath = '/enterprises/premises-list/map';

const reason = text({ zh: '理由', en: 'Reason', doc: 'Why it is so; stands in the history.', required: true, max: 300, multiline: true });
const areaCode = area({ zh: '新的区域或网格', en: 'New area or grid', doc: 'Town, village or grid of your area.', required: true });
const place = area({ zh: '落到', en: 'Place in', doc: 'Town, village or grid inside the area in which it stands now.', required: true });
const unitId = reference({ zh: '联合单位', en: 'Joint unit', doc: 'The unit that sees it, by the directory of units.', to: 'UnitName', required: true });
const endsOn = date({ zh: '共享至', en: 'Until', doc: 'Last day; open until it is ended when absent.' });
const successorId = reference({ zh: '承接者', en: 'Successor', doc: 'The premises that carries on.', to: 'Premises', required: true });
const on = date({ zh: '承接日期', en: 'From', doc: 'Day from which it carries on.', required: true });
const stars = integer({ zh: '星级', en: 'Stars', doc: '1 to 5; more stars mean more supervision, never a better firm.', min: 1, max: 5, unit: { zh: '星', en: 'stars' } });

const { enterpriseType, legalRepresentative, registeredOn, registeredCapital, businessScope } = operatorRegister.fields;

const unplacedColumns = ['name', 'address', 'areaCode', 'placed'];

/** Premises, first of all those that stand in no grid: the unassigned list must be there and be empty. */
export const premisesScreen: RegisterScreen = {
  register: premisesRegister,
  views: [
    { key: 'unassigned', label: { zh: '未入网格', en: 'No grid' }, icon: 'warn', matches: { placed: { anyOf: ['CITY', 'TOWN', 'VILLAGE'] } }, columns: unplacedColumns, proposes: true },
    { key: 'no-town', label: { zh: '未定镇', en: 'No town' }, icon: 'area', matches: { placed: { anyOf: ['CITY'] } }, columns: unplacedColumns, proposes: true },
    { key: 'sole', label: { zh: '监管不唯一', en: 'Not one supervising body' }, matches: { soleSupervision: { anyOf: ['NONE', 'SEVERAL'] } }, columns: ['name', 'kind', 'areaCode', 'soleSupervision'] },
    { key: 'uninsured', label: { zh: '无安责险', en: 'Not insured' }, matches: { insuredUntil: { missing: true }, status: { anyOf: ['IN_OPERATION'] } }, columns: ['name', 'kind', 'areaCode', 'stars'] },
    { key: 'office', label: { zh: '三星以上', en: 'Three stars and more' }, matches: { stars: { from: '3' } } },
  ],
  actions: [
    {
      action: 'PLACE',
      mutation: 'placePremises',
      label: { zh: '落位', en: 'Place' },
      icon: 'grid',
      fields: { areaCode: place, reason: { ...reason, required: false } },
      bulk: true,
      together: { done: 'placed', more: 'alike { oldPlaceName areaCode count }', afterwards: PlacedAlike },
      proposal: {
        label: { zh: '坐标、地址所示', en: 'By its point or address' },
        accept: { zh: '按推荐落位', en: 'Place as proposed' },
        field: 'areaCode',
        select: 'proposal: placement { value: areaCode label reason certainty }',
      },
    },
    { action: 'TRANSFER', mutation: 'transferPremises', label: { zh: '调整网格', en: 'Move' }, icon: 'area', fields: { areaCode, reason }, bulk: true },
    {
      action: 'SHARE',
      mutation: 'sharePremises',
      label: { zh: '联合共享', en: 'Share' },
      icon: 'person',
      fields: { unitId, endsOn, reason },
      consequence: { zh: '共享期间，对方机构能看、能导出这家企业，不能修改；可随时终止，历史保留。', en: 'While it is shared the other unit sees this premises and takes it away as a file; it changes nothing. You can end it at any time.' },
    },
    {
      action: 'SUCCEED',
      mutation: 'succeedPremises',
      label: { zh: '由他人承接', en: 'Enter a successor' },
      icon: 'forward',
      fields: { successorId, on, reason },
      bulk: true,
      danger: true,
      together: { done: 'succeeded' },
      consequence: { zh: '用于合并设立、撤点并站：选中的终止并指向承接者，许可和记录不转移。同一家登记了两次请用“合并”。', en: 'For consolidations: the chosen ones end and name the successor; licences and records stay. For one premises entered twice, merge them instead.' },
    },
    {
      action: 'DOOR',
      mutation: '',
      label: { zh: '门牌二维码', en: 'QR code for the door' },
      icon: 'print',
      permission: 'premises.read',
      byPermission: true,
      bulk: true,
      page: (ids) => `/enterprises/door-sheets?ids=${ids.join(',')}`,
    },
    {
      action: 'GRADE',
      mutation: 'gradePremises',
      label: { zh: '评定星级', en: 'Grade' },
      fields: { stars, reason },
      consequence: { zh: '三星及以上由应急办监管，以下由村（居）监管；星级越高，监管越严。', en: 'From three stars on the emergency office supervises, below it the village; more stars mean more supervision.' },
    },
  ],
  also: 'alike { reason certainty premises { id name address areaCode area { code name } } } responsibleSides { side name person reason unitId unit { id name } } shares { id unitId endsOn reason createdByName unit { id name } }',
  mark: { select: 'shares { id }', of: (row) => ((row['shares'] as readonly object[] | undefined)?.length ? say({ zh: '联合', en: 'Joint' }) : '') },
  links: [{ label: { zh: '地图', en: 'Map' }, path: premisesMapPath, permission: 'premises.read', filtered: true }],
  relations: PremisesRelations,
  refused: AskForTransfer,
  ledgerFields: { enterpriseType, legalRepresentative, registeredOn, registeredCapital, businessScope },
};
