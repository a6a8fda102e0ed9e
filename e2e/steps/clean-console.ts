import { expect, test as base } from '@playwright/test';

/** A journey fails when the page throws, the content policy refuses something, or the console tells an error. */
export const test = base.extend<{ expected: RegExp | undefined; clean: void }>({
  /** Errors that the journey brings about on purpose, as a request that it cuts. */
  expected: [undefined, { option: true }],
  clean: [
    async ({ context, expected }, use) => {
      const said: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') said.push(`${message.text()} ${message.location().url}`);
      });
      context.on('weberror', (thrown) => said.push(thrown.error().message));
      await use();
      expect(said.filter((text) => !expected?.test(text))).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
