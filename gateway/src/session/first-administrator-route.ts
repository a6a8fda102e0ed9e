import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Calls } from '../composition';
import { refuse } from '@moduan/kernel/http/refusals';

const LIMIT = { rateLimit: { max: 10, timeWindow: '1 minute' } };
const digest = (text: string) => createHash('sha256').update(text).digest();
/** In the same time, whatever was given. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
const given = ({ headers }: FastifyRequest) => String(headers['x-moduan-first'] ?? '').slice(0, 200);

/**
 * While nobody can sign in the first administrator is made: by the link of a real city, or with the token that only whoever
 * started this server knows. Neither stands in an address, so that no log holds it.
 */
export function firstAdministratorRoute(app: FastifyInstance, { offices }: Calls, token: string): void {
  const isStarter = (request: FastifyRequest) => isSame(given(request), token);
  const noSuch = { zh: '没有这个地址', en: 'No such address' };
  app.post('/first-administrator', { config: LIMIT }, async (request, reply) => {
    if (!(await offices.isEmpty({}))) return refuse(request, reply, 404, 'NOT_FOUND', noSuch);
    const link = given(request);
    if (isStarter(request)) await offices.createFirstAdministrator({ given: request.body });
    else if (await offices.isFirstLink({ token: link })) await offices.createFirstAdministrator({ given: request.body, link });
    else return refuse(request, reply, 404, 'NOT_FOUND', noSuch);
    return reply.code(201).send({ created: true });
  });
  // Asked by the first page before anybody types.
  app.post('/first-administrator/link', { config: LIMIT }, async (request) => ({ open: (await offices.isEmpty({})) && (await offices.isFirstLink({ token: given(request) })) }));
  app.post('/first-administrator/begin', { config: LIMIT }, async (request, reply) => {
    if (!isStarter(request)) return refuse(request, reply, 404, 'NOT_FOUND', noSuch);
    return offices.beginRealCity({});
  });
}
