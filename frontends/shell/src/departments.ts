import { loadRemote, registerRemotes } from '@module-federation/runtime';
import { addToCatalogue, contractVersion, type Department, type PortalManifest } from '@moduan/ui';
import { shallowRef } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';
import { failures } from './department-failures';
import DepartmentDown from './department-down.vue';
import { w } from './words';

type Card = PortalManifest['departments'][number];

/** Departments that the portal knows of; none of them is loaded before it is first visited. */
export const departments = shallowRef<readonly Card[]>([]);

const patience = 15_000;
const loading = new Map<string, Promise<void>>();
/** Those whose pages are known: an address that none of them has does not wait for them again. */
const opened = new Set<string>();

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error(w('unreachable'))), patience))]);

const loadDepartment = async ({ name, contract }: Card, router: Router) => {
  if (contract !== contractVersion) throw new Error(w('oldContract'));
  const module = await inTime(loadRemote<{ default: Department }>(`${name}/module`)).catch((error: unknown) => {
    throw new Error(w('unreachable'), { cause: error });
  });
  const department = module?.default;
  if (department?.contract !== contractVersion || department.name !== name) throw new Error(w('oldContract'));
  for (const route of department.routes) router.addRoute({ ...route, meta: { ...route.meta, department: name } });
  opened.add(name);
};

/** Loads a department once; a failed one may be tried again. */
export const openDepartment = (card: Card, router: Router) => {
  const running =
    loading.get(card.name) ??
    loadDepartment(card, router).catch((error: Error) => {
      loading.delete(card.name);
      throw error;
    });
  loading.set(card.name, running);
  return running;
};

/** Reads the manifest and makes every address below `/<department>/` load its department on the first visit. */
export const startDepartments = async (router: Router) => {
  const response = await fetch('/portal-manifest.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(w('unreachable'));
  const manifest = (await response.json()) as PortalManifest;
  departments.value = manifest.departments;
  addToCatalogue(manifest.registers);
  registerRemotes(manifest.departments.map(({ name, entry }) => ({ name, entry, type: 'module' })));

  for (const card of manifest.departments) {
    router.addRoute({ path: `/${card.name}/:rest(.*)*`, name: `pending:${card.name}`, component: DepartmentDown, props: { card } });
  }
  let wanted: RouteLocationNormalized | undefined;
  router.beforeEach(async (to) => {
    wanted = to;
    const card = manifest.departments.find(({ name }) => to.name === `pending:${name}`);
    if (!card || opened.has(card.name)) return undefined;
    try {
      await openDepartment(card, router);
      failures.delete(card.name);
      // Whoever has gone on meanwhile is not taken back.
      if (wanted !== to) return false;
      return { path: to.path, query: to.query, hash: to.hash };
    } catch (error) {
      failures.set(card.name, (error as Error).message);
      return undefined;
    }
  });
};
