import { actorId, keep, pageTitle, readKept, say } from '@moduan/ui';
import type { Label } from '@moduan/schema';
import { computed, ref, watch } from 'vue';
import type { Router } from 'vue-router';

export interface Tab {
  /** The path; a list keeps its tab while its filters change. */
  readonly key: string;
  readonly address: string;
  /** The register's name, or the record's own. */
  readonly label?: Label;
  readonly title?: string;
}
const most = 24;
const inStrip = 8;
const key = computed(() => `tabs:${actorId.value}`);
export const tabs = ref<Tab[]>([]);
export const current = ref('/');

/** The latest tabs fit into the bar, the open one always; all of them stand in its list. */
export const stripTabs = computed(() => {
  const latest = tabs.value.slice(-inStrip);
  const open = tabs.value.find((tab) => tab.key === current.value);
  return !open || latest.includes(open) ? latest : [open, ...latest.slice(1)];
});

const put = (tab: Tab) => {
  const at = tabs.value.findIndex(({ key: known }) => known === tab.key);
  tabs.value = at < 0 ? [...tabs.value, tab].slice(-most) : tabs.value.with(at, { ...tabs.value[at], ...tab });
};
export const tabWord = ({ title, label, key: path }: Tab) => title ?? (label ? say(label) : path);

/** Opened pages become tabs; they are there again after a reload. */
export const startTabs = (router: Router) => {
  tabs.value = readKept<Tab[]>(key.value) ?? [];
  watch(tabs, (open) => keep(key.value, open));
  router.afterEach((to, from) => {
    // the new record has a tab of its own now
    if (from.path.endsWith('/new') && to.path.startsWith(from.path.slice(0, -3))) tabs.value = tabs.value.filter(({ key: path }) => path !== from.path);
    pageTitle.value = '';
    current.value = to.path;
    const label = to.meta['title'] as Label | undefined;
    if (to.path !== '/' && label) put({ key: to.path, address: to.fullPath, label });
  });
  watch(pageTitle, (title) => {
    if (title && tabs.value.some((tab) => tab.key === current.value)) put({ key: current.value, address: router.currentRoute.value.fullPath, title });
  });
};

export const closeTab = (router: Router, tab: Tab) => {
  const at = tabs.value.indexOf(tab);
  tabs.value = tabs.value.filter((other) => other !== tab);
  if (tab.key === current.value) void router.push((tabs.value[at] ?? tabs.value[at - 1])?.address ?? '/');
};
export const closeOthers = () => (tabs.value = tabs.value.filter(({ key: own }) => own === current.value));
