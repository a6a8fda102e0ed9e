import type { RouteLocationNormalized, RouteRecordRaw } from 'vue-router';
import { addToCatalogue, listPath } from './catalogue';
import type { AnyRegister, RegisterScreen } from './screen';
import { routeTitles } from './route-titles';

const routesOf = (screen: RegisterScreen): RouteRecordRaw[] => {
  const { register } = screen;
  const base = listPath(register);
  const meta = { title: register.label };
  const titles = routeTitles(register.label);
  const props = { screen };
  return [
    { path: base, component: () => import('./register-page.vue'), props, meta },
    ...(register.can.includes('create') ? [{ path: `${base}/new`, component: () => import('../record/create-page.vue'), props, meta: { title: titles.create } }] : []),
    ...(register.can.includes('import') ? [{ path: `${base}/import`, component: () => import('../import/import-page.vue'), props, meta: { title: titles.import } }] : []),
    ...(Object.values(register.fields).some((field) => field.group) ? [{ path: `${base}/summary`, component: () => import('../summary/summary-page.vue'), props, meta: { title: titles.summary } }] : []),
    { path: `${base}/:id`, component: () => import('../record/record-page.vue'), props: ({ params }: RouteLocationNormalized) => ({ screen, id: String(params['id']) }), meta },
  ];
};

/**
 * The pages of registers: list, new record, import, summary, record. A plain register needs no more than its description;
 * a screen that says more about a register takes the place of its description earlier in the list.
 */
export const registerRoutes = (screens: readonly (AnyRegister | RegisterScreen)[]): RouteRecordRaw[] => {
  const byType = new Map(screens.map((one): [string, RegisterScreen] => ('register' in one ? [one.register.type, one] : [one.type, { register: one }])));
  const all = [...byType.values()];
  addToCatalogue(all.map(({ register }) => register));
  return all.flatMap(routesOf);
};
