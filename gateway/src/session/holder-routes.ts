import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unauthenticated } from '@moduan/kernel';
import { accessCookie } from './cookies';
import { PER_ADDRESS } from './per-address';
import { answerWith, type SessionDoor } from './session-routes';

const text = (maxLength: number) => ({ type: 'string', maxLength, pattern: '^[^\\u0000]*$' }) as const;
export const body = (properties: Record<string, object>, required = Object.keys(properties)) => ({ schema: { body: { type: 'object', additionalProperties: false, required, properties } } });
const proving = { config: { rateLimit: PER_ADDRESS } };
export const password = text(200);

/** With what every use case of a holder is asked: the cookie of a browser and nothing else, so that no token of a program reaches the account itself. */
export function asked(request: FastifyRequest): { token: string; address: string; requestId: string } {
  const token = accessCookie(request);
  if (!token) throw unauthenticated();
  return { token, address: request.ip, requestId: request.id };
}
const given = <T>(request: FastifyRequest) => ({ ...asked(request), ...(request.body as T) });

/** The steps of signing in, and what holders do with their own account: password, second factor, sessions. */
export function holderRoutes(app: FastifyInstance, door: SessionDoor): void {
  const { offices } = door.calls;
  app.post('/session/password', { ...proving, ...body({ current: password, password }) }, async (request, reply) => {
    const { tokens } = await offices.changePassword(given<{ current: string; password: string }>(request));
    return answerWith(request, reply, door, tokens);
  });
  app.post('/session/code', { ...proving, ...body({ code: text(40) }) }, async (request, reply) => {
    const { tokens } = await offices.proveSecondFactor(given<{ code: string }>(request));
    return answerWith(request, reply, door, tokens);
  });
  app.post('/session/second-factor', { ...proving, ...body({ password }, []) }, (request) => offices.beginSecondFactor(given<{ password?: string }>(request)));
  app.put('/session/second-factor', { ...proving, ...body({ code: text(40) }) }, async (request, reply) => {
    const { tokens, recoveryCodes } = await offices.confirmSecondFactor(given<{ code: string }>(request));
    return answerWith(request, reply, door, tokens, { recoveryCodes });
  });
  app.delete('/session/second-factor', { ...proving, ...body({ password }) }, async (request, reply) => {
    await offices.endSecondFactor(given<{ password: string }>(request));
    return reply.code(204).send();
  });
  app.post('/session/second-factor/recovery-codes', { ...proving, ...body({ password }) }, (request) => offices.renewRecoveryCodes(given<{ password: string }>(request)));
  app.get('/session/all', (request) => offices.mySessions(asked(request)));
  app.delete('/session/all', (request) => offices.endMySessions(asked(request)));
  app.delete<{ Params: { id: string } }>('/session/all/:id', (request) => offices.endMySessions({ ...asked(request), id: request.params.id }));
}

const newToken = body({ name: text(200), scopes: { type: 'array', maxItems: 300, items: text(100) }, days: { type: 'integer' }, password }, ['name', 'scopes', 'days']);

/** The tokens with which a holder's programs act for them. */
export function tokenRoutes(app: FastifyInstance, { calls: { offices } }: SessionDoor): void {
  app.get('/session/tokens', (request) => offices.myAccessTokens(asked(request)));
  app.post('/session/tokens', { ...proving, ...newToken }, async (request, reply) => {
    const made = await offices.createAccessToken(given<{ name: string; scopes: string[]; days: number; password?: string }>(request));
    return reply.code(201).send(made);
  });
  app.delete<{ Params: { id: string } }>('/session/tokens/:id', async (request, reply) => {
    await offices.endMyAccessToken({ ...asked(request), id: request.params.id });
    return reply.code(204).send();
  });
}

/** The links to an account elsewhere by which a holder signs in. */
export function identityRoutes(app: FastifyInstance, { calls: { offices } }: SessionDoor): void {
  app.get('/session/identities', async (request) => ({ identities: await offices.myIdentities(asked(request)) }));
  app.delete<{ Params: { id: string } }>('/session/identities/:id', async (request, reply) => {
    await offices.unlinkIdentity({ ...asked(request), id: request.params.id });
    return reply.code(204).send();
  });
}
