import vue from '@vitejs/plugin-vue';
import { federation } from '@module-federation/vite';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';

/** What shell and departments share: one copy, provided by the shell. Apollo and element-plus live inside `@moduan/ui`. */
const singletons = ['vue', 'vue-router', '@moduan/ui', '@moduan/ui/data'];
const shared = (extra) => Object.fromEntries(singletons.map((name) => [name, { singleton: true, ...extra }]));

export const portalFolder = resolve(import.meta.dirname, '../../../dist/portal');
const build = { target: 'es2023', emptyOutDir: false, modulePreload: { polyfill: false }, reportCompressedSize: false, assetsInlineLimit: 0 };
const features = { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', 'globalThis.__DEV__': 'false' };

/** Only what this project wrote is removed before it is written anew; departments are built beside the shell. */
const clean = (...paths) => ({
  name: 'clean-own-output',
  apply: 'build',
  buildStart: () => paths.forEach((path) => rmSync(resolve(portalFolder, path), { recursive: true, force: true })),
});

/**
 * Says in the first module of a department that whatever is shared is shared whole. Without it the federation plugin offers
 * only the exports whose use it has seen in time, and some builds miss those of a component that is read late.
 */
const wholeShares = {
  name: 'whole-shares',
  enforce: 'pre',
  transform: {
    filter: { id: /[/\\]src[/\\]module\.ts$/ },
    handler: (code) => ({ code: [code, ...singletons.map((name, i) => `import * as whole${i} from '${name}';\nvoid whole${i};`)].join('\n'), map: null }),
  },
};

export const shellConfig = (root) => ({
  root,
  base: '/',
  define: features,
  plugins: [vue(), clean('assets', 'index.html', 'remoteEntry.js'), federation({ name: 'shell', filename: 'remoteEntry.js', remotes: {}, dts: false, experiments: { provideExternalRuntime: true }, shared: shared({}) })],
  resolve: { dedupe: ['vue', 'graphql'] },
  build: { ...build, outDir: portalFolder },
  cacheDir: resolve(root, '../../node_modules/.vite-shell'),
});

/** A department takes everything shared from the shell and never bundles a copy of its own. */
export const departmentConfig = (root, name) => ({
  root,
  base: `/remotes/${name}/`,
  define: features,
  plugins: [
    wholeShares,
    vue(),
    clean(`remotes/${name}`),
    federation({ name, filename: 'remoteEntry.js', manifest: true, dts: false, exposes: { './module': './src/module.ts' }, experiments: { externalRuntime: true }, shared: shared({ import: false }) }),
  ],
  build: { ...build, outDir: resolve(portalFolder, 'remotes', name), rolldownOptions: { input: resolve(root, 'src/module.ts') } },
  cacheDir: resolve(root, `../../node_modules/.vite-${name}`),
});
