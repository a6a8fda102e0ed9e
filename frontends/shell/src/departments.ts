import { loadRemote, registerRemotes } from '@module-federation/runtime';
import { addToCatalogue, announce, contractVersion, type Department, type PortalManifest } from '@moduan/ui';
import { shallowRef, type Component } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';
import { failures } from './department-failures';
import { w } from './words';

type Card = PortalManifest['departments'][number];

/** Departments that the portal knows of; none of them is loaded before it is first visited. */
export const departments = shallowRef<readonly Card[]>([]);

const PATIENCE = 15_000;
let patience = PATIENCE;
const loading = new Map<string, Promise<void>>();
/** Those whose pages are known, and how their pages are taken out again. An address that none of them has does not wait for them again. */
const opened = new Map<string, () => void>();
const rounds = new Map<string, number>();

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error(w('late', { n: Math.round(patience / 1000) }))), patience))]);

/** Browsers remember a module that failed by its address, and the files beside it by theirs: each further try has addresses of its own. */
const entryOf = ({ name, entry }: Card) => (rounds.get(name) ? entry.replace(/(?=[^/]+$)/, `~${rounds.get(name)}/`) : entry);
const unread = /RUNTIME-008|dynamically imported module|importing a module script|preload CSS|load CSS/i;
const tell = (error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  return new Error(unread.test(text) ? w('unreachable') : w('threw', { reason: text.slice(0, 200) }), { cause: error });
};

const loadDepartment = async ({ name }: Card, router: Router) => {
  const again = rounds.has(name);
  const card = (again ? (await inTime(readManifest()).catch(() => undefined)) : undefined)?.departments.find((one) => one.name === name) ?? departments.value.find((one) => one.name === name)!;
  if (card.contract !== contractVersion) throw new Error(w('oldContract'));
  registerRemotes([{ name, entry: entryOf(card), type: 'module' }], { force: again });
  const read = loadRemote<{ default: Department }>(`${name}/module`).catch((error: unknown) => {
    throw tell(error);
  });
  const module = await inTime(read);
  const department = module?.default;
  if (department?.contract !== contractVersion || department.name !== name) throw new Error(w('oldContract'));
  const takeOut = department.routes.map((route) => router.addRoute({ ...route, meta: { ...route.meta, department: name } }));
  opened.set(name, () => takeOut.forEach((take) => take()));
};

/** Loads a department once; a failed one may be tried again. */
const openDepartment = (card: Card, router: Router) => {
  const running =
    loading.get(card.name) ??
    loadDepartment(card, router).catch((error: Error) => {
      forget(card.name);
      throw error;
    });
  loading.set(card.name, running);
  return running;
};
/** What was loaded of a department counts no more: the next visit reads it anew. */
const forget = (name: string) => {
  opened.get(name)?.();
  opened.delete(name);
  loading.delete(name);
  rounds.set(name, (rounds.get(name) ?? 0) + 1);
};
/** Reads the department of the open page anew, and opens the page. */
export const openAnew = async (name: string, router: Router) => {
  const { path, query, hash } = router.currentRoute.value;
  if (opened.has(name)) forget(name);
  await router.replace({ path, query, hash, force: true });
};

const readManifest = async () => {
  const response = await fetch('/portal-manifest.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(w('unreachable'));
  return (await response.json()) as PortalManifest;
};

/** Reads the manifest and makes every address below `/<department>/` load its department on the first visit; `down` stands there until then. */
export const startDepartments = async (router: Router, down: Component) => {
  const manifest = await readManifest();
  patience = manifest.patience ?? PATIENCE;
  departments.value = manifest.departments;
  addToCatalogue(manifest.registers);

  for (const card of manifest.departments) router.addRoute({ path: `/${card.name}/:rest(.*)*`, name: `pending:${card.name}`, component: down, props: { card } });
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
  sayWhatWasNotRead(router);
};

/** A page of a department that is read when it is opened, and was not: the card stands in its place. */
const sayWhatWasNotRead = (router: Router) =>
  router.onError((error, to) => {
    const name = to.meta['department'] as string | undefined;
    if (!name) return announce(w('unreachable'));
    failures.set(name, tell(error).message);
    void router.replace({ name: `pending:${name}`, params: { rest: to.path.split('/').slice(2) }, query: to.query, hash: to.hash, force: true });
  });
