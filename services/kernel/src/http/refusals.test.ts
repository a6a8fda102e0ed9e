import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { refuseError } from './refusals';

it.each([
  ['a value that the database refuses', '22021', 422, 'INVALID_INPUT', 40],
  ['a bug', '42P01', 500, 'INTERNAL', 50],
])('%s leaves without its words and stands in the log with the number of the request', async (_what, code, status, told, level) => {
  const lines: { level: number; reqId: string; err: { message: string } }[] = [];
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(JSON.parse(line) as never) } }, genReqId: () => 'number 7' });
  app.setErrorHandler((error, request, reply) => refuseError(request, reply, error));
  app.get('/', async (_request, reply) => {
    reply.type('text/csv').header('content-disposition', 'attachment');
    throw Object.assign(new Error('invalid byte sequence'), { code });
  });
  const answer = await app.inject('/');
  expect([answer.statusCode, answer.json()]).toEqual([status, { code: told, message: expect.not.stringContaining('byte'), details: {}, requestId: 'number 7' }]);
  expect([answer.headers['content-type'], answer.headers['content-disposition']]).toEqual(['application/json; charset=utf-8', undefined]);
  expect(lines.filter(({ err }) => err)).toMatchObject([{ level, reqId: 'number 7', err: { message: 'invalid byte sequence' } }]);
  await app.close();
});
