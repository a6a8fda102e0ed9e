import { insuranceRegister } from '@moduan/schema/enterprises/insurance';
import { licenceCapRegister } from '@moduan/schema/enterprises/licence-cap';
import { riskPointRegister } from '@moduan/schema/enterprises/risk-point';
import { stockLimitRegister } from '@moduan/schema/enterprises/stock-limit';
import { trainedSellerRegister } from '@moduan/schema/enterprises/trained-seller';
import { say, today, type RegisterScreen, type SavedView } from '@moduan/ui';

const SOON = 60;
const inDays = (days: number) => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);
/** What runs out within two months, and what has run out. */
const running = (): readonly SavedView[] => [
  { key: 'soon', label: { zh: `${SOON} 天内到期`, en: `Runs out in ${SOON} days` }, icon: 'clock', matches: { validUntil: { from: today(), to: inDays(SOON) } } },
  { key: 'out', label: { zh: '已过期', en: 'Run out' }, icon: 'warn', matches: { validUntil: { to: inDays(-1) } } },
];

export const insuranceScreen: RegisterScreen = { register: insuranceRegister, views: [...running(), { key: 'unserved', label: { zh: '没有预防服务', en: 'No service yet' }, matches: { servicesDone: { missing: true } } }] };
export const trainedSellerScreen: RegisterScreen = { register: trainedSellerRegister, views: running() };
export const stockLimitScreen: RegisterScreen = { register: stockLimitRegister, views: [{ key: 'over', label: { zh: '超量', en: 'Over the limit' }, icon: 'warn', matches: { overLimit: { is: true } } }] };
export const riskPointScreen: RegisterScreen = {
  register: riskPointRegister,
  views: (['RED', 'ORANGE', 'YELLOW', 'BLUE'] as const).map((colour) => ({ key: colour, label: riskPointRegister.fields.colour.options[colour], matches: { colour: { anyOf: [colour] } } })),
};
export const licenceCapScreen: RegisterScreen = {
  register: licenceCapRegister,
  also: 'used',
  mark: { select: 'used', of: (row) => say({ zh: `已用 ${String(row['used'])} / ${String(row['most'])}`, en: `${String(row['used'])} of ${String(row['most'])} used` }) },
};
