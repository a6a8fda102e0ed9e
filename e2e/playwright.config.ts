import { defineConfig } from '@playwright/test';

const QUIET = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Journeys from the browser to the database: `journeys/<domain>.spec.ts` at a desk, `journeys/<domain>.phone.spec.ts` on a phone. */
export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results/journeys',
  globalSetup: './product.setup.ts',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    // The setup starts the product before the workers read this file again.
    baseURL: process.env.BASE_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: QUIET },
  },
  projects: [
    { name: 'office', testIgnore: '**/*.phone.spec.ts', use: { viewport: { width: 1366, height: 768 } } },
    { name: 'phone', testMatch: '**/*.phone.spec.ts', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } },
  ],
});
