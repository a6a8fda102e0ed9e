import type { FastifyInstance } from 'fastify';
import type { Calls } from '../composition';
import { refuse } from '@moduan/kernel/http/refusals';

/** While nobody can sign in, the first administrator can be made from this machine alone. */
export function firstAdministratorRoute(app: FastifyInstance, { offices }: Calls, token: string): void {
  app.post('/first-administrator', { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } }, async (request, reply) => {
    if (request.headers['x-moduan-first'] !== token || !(await offices.isEmpty({})))
      return refuse(request, reply, 404, 'NOT_FOUND', { zh: '没有这个地址', en: 'No such address' });
    await offices.createFirstAdministrator(request.body);
    return reply.code(201).send({ created: true });
  });
}
