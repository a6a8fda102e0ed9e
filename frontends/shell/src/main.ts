import '@moduan/ui/styles.css';
import './portal.css';
import { actor, findSession, keepDownloadsFresh, language, watchTheScreen } from '@moduan/ui';
import { createApp, watch } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import DepartmentDown from './department-down.vue';
import { startDepartments } from './departments';
import NoPage from './no-page.vue';
import Portal from './portal.vue';
import PortalDown from './portal-down.vue';
import StartPage from './start-page.vue';
import { startTabs } from './tabs';

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: StartPage },
    { path: '/my-account', component: () => import('./my-account/my-account-page.vue'), meta: { title: { zh: '我的账号', en: 'My account' } } },
    // Whoever is signed in has nothing to begin; the page of nobody stands in the frame itself.
    { path: '/first', component: NoPage, beforeEnter: () => (actor.value ? '/' : true) },
    { path: '/:rest(.*)*', component: NoPage },
  ],
});

/** The frame opens at once; pages wait until it is known who is there. */
const open = async () => {
  keepDownloadsFresh();
  watchTheScreen();
  const [session] = await Promise.all([findSession(), startDepartments(router, DepartmentDown)]);
  const app = createApp(Portal);
  if (session) startTabs(router);
  else watch(actor, () => startTabs(router), { once: true });
  app.use(router).mount('#portal');
};

try {
  await open();
} catch (error) {
  reportError(error);
  createApp(PortalDown).mount('#portal');
}
document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
