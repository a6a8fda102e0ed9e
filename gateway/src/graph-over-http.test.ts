import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openGateway, type FrontDoor, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl } from './testing/open-gateway-by-url';

/** Questions in the address, and what a form of another site can send, are refused on purpose. */
const REFUSED_ON_PURPOSE = /\bGETs?\b|x-www-form-urlencoded/;

const doors: [FrontDoor, Visitor][] = [];
beforeAll(async () => {
  for (const door of [await openGateway(inject('postgresUrl'), 'over_http_one'), await openGatewayByUrl(inject('postgresUrl'), 'over_http_many')]) doors.push([door, await door.signIn('first')]);
});
afterAll(async () => {
  for (const [door] of doors) await door.close();
});

it.each([['one process', 0], ['services by their addresses', 1]])('keeps to GraphQL over HTTP: %s', async (_shape, at) => {
  const [door, visitor] = doors[at]!;
  const results = await auditServer({ url: `${door.url}/graphql`, fetchFn: (url: string, init: RequestInit) => visitor.fetch(url.slice(door.url.length), init) });
  const failed = results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`);
  expect(failed.filter((name) => !REFUSED_ON_PURPOSE.test(name))).toEqual([]);
  const must = results.filter(({ name }) => name.startsWith('MUST '));
  expect([must.length, must.filter(({ status }) => status === 'ok').length]).toEqual([13, 13]);
}, 60_000);
