import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestContext } from '../actor/request-context';
import { unauthenticated } from '../errors/domain-error';
import { languageOf } from '../http/request-of';
import type { Stated, StatementVerifier } from '../trust/statement';

const stated = new WeakMap<FastifyRequest, Stated>();

/** Nobody gets past without a statement of the gateway; what a request claims beside it counts only with one. */
export function statementDoor(app: FastifyInstance, verifier: StatementVerifier): void {
  app.addHook('onRequest', async (request) => {
    const [, statement] = /^Statement (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (!statement) throw unauthenticated();
    try {
      stated.set(request, await verifier.read(statement));
    } catch (error) {
      request.log.warn({ err: error, requestId: request.id }, 'a statement that is not believed');
      throw unauthenticated();
    }
  });
}

/** Who asks, with the number and the address that the gateway knows the request by. */
export function statedContext(request: FastifyRequest): RequestContext {
  const who = stated.get(request);
  if (!who || who.gateway) throw unauthenticated();
  return new RequestContext(who.actor, request.id, String(request.headers['x-client-address'] ?? request.ip), languageOf(request));
}

export function requireGateway(request: FastifyRequest): void {
  if (!stated.get(request)?.gateway) throw unauthenticated();
}
