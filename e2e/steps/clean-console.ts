import { expect, test as base } from '@playwright/test';

/** A journey fails when the page throws, the content policy refuses something, or the console tells an error. */
export const test = base.extend<{ expected: RegExp | undefined; remembers: boolean; clean: void }>({
  /** Errors that the journey brings about on purpose, as a request that it cuts. */
  expected: [undefined, { option: true }],
  /** The server keeps what the person likes, as tabs; else it stays unsent, and nothing that one journey leaves open is in the way of another. */
  remembers: [false, { option: true }],
  clean: [
    async ({ context, expected, remembers }, use) => {
      const said: string[] = [];
      if (!remembers)
        await context.addInitScript(() => {
          const send = globalThis.fetch;
          globalThis.fetch = (path, init) => (path === '/session/preferences' ? Promise.resolve(new Response(null, { status: 503 })) : send(path, init));
        });
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
