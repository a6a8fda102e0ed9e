import { defineConfig } from 'vite';
import { decorators } from './decorators.mjs';

/** A server's files for production: our own packages together, everything from npm stays outside. */
export const serverBuild = (root, input, outDir) =>
  defineConfig({
    root,
    oxc: decorators,
    ssr: { noExternal: [/^@moduan\//] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  });

/** A service by itself. */
export const serviceBuild = (root, name) => serverBuild(root, { main: 'src/main.ts' }, `../../dist/services/${name}`);
