import { enterprisesRegisters } from '@moduan/schema/enterprises/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import type { RouteLocationNormalized } from 'vue-router';
import { premisesMapPath, premisesScreen } from './premises/premises.screen';
import { insuranceScreen, licenceCapScreen, riskPointScreen, stockLimitScreen, trainedSellerScreen } from './registers/registers-of-premises.screen';
import { transferDemandScreen } from './transfers/transfer-demands.screen';
import { transferRequestScreen } from './transfers/transfer-requests.screen';

const screens = [premisesScreen, transferRequestScreen, transferDemandScreen, insuranceScreen, licenceCapScreen, riskPointScreen, stockLimitScreen, trainedSellerScreen];
const pages = [
  { path: premisesMapPath, component: () => import('./map/premises-map-page.vue'), meta: { title: { zh: '企业与商铺地图', en: 'Map of premises' } } },
  { path: '/enterprises/duplicates', component: () => import('./duplicates/duplicates-page.vue'), meta: { title: { zh: '疑似重复', en: 'Possible duplicates' } } },
  { path: '/enterprises/premises-list/:id/merge/:other', component: () => import('./duplicates/merge-page.vue'), props: ({ params }: RouteLocationNormalized) => ({ id: String(params['id']), other: String(params['other']) }), meta: { title: { zh: '对照合并', en: 'Compare and merge' } } },
  { path: '/enterprises/door-sheets', component: () => import('./doors/door-sheets.vue'), meta: { title: { zh: '门牌二维码', en: 'QR codes for doors' } } },
  { path: '/enterprises/at/:code', component: () => import('./doors/at-door.vue'), props: ({ params }: RouteLocationNormalized) => ({ code: String(params['code']) }), meta: { title: { zh: '门牌', en: 'At the door' } } },
];

export default defineDepartment({ contract: 1, name: 'enterprises', routes: [...pages, ...registerRoutes([...enterprisesRegisters, ...screens])] });
