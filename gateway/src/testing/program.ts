import { Browser } from './browser';
import type { FrontDoor } from './open-gateway';

/** As a program sends it: no cookie, no header against forms of other sites. */
export const program = ({ url }: FrontDoor, token: string) => {
  const browser = new Browser(url);
  const headers = { authorization: `Bearer ${token}`, 'x-moduan': '' };
  return { ask: async (query: string, more: object = {}) => browser.post('/graphql', { query }, { ...headers, ...more }), get: (path: string) => browser.get(path, headers), send: (method: string, path: string, body?: unknown) => browser.send(method, path, body, headers) };
};

/** What an answer was refused for; `done` when it was not. */
export const codeOf = (shown: { body: { errors?: { extensions: { code: string } }[] } }): string => shown.body.errors?.[0]?.extensions.code ?? 'done';
