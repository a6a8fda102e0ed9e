import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { decorators } from './services/kernel/build/decorators.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's connection to the PostgreSQL of this test run. */
    postgresUrl: string;
  }
}

/** Without it CommonJS and ESM packages each load a graphql of their own, which refuse each other's types. */
const oneGraphql = [{ find: /^graphql$/, replacement: 'graphql/index.js' }];
const never = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        oxc: decorators,
        resolve: { alias: oneGraphql },
        test: {
          name: 'server',
          include: ['shared-schema/**/*.test.ts', 'services/**/*.test.ts', 'gateway/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: never,
          environment: 'node',
          globalSetup: ['tools/check/postgres.setup.mjs'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [vue()],
        resolve: { alias: oneGraphql },
        test: { name: 'ui', include: ['frontends/**/*.test.ts'], exclude: never, environment: 'happy-dom' },
      },
    ],
  },
});
