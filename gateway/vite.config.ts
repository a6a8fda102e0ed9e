import { defineConfig } from 'vite';
import { decorators } from '../tools/check/decorators.mjs';

/** The one server process: our own packages in one file, everything from npm stays outside. */
export default defineConfig({
  root: import.meta.dirname,
  oxc: decorators,
  ssr: { noExternal: [/^@moduan\//] },
  build: {
    ssr: 'src/main.ts',
    outDir: '../dist/gateway',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
});
