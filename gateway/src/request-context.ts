import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext, type Actor, type Language } from '@moduan/kernel';

export const languageOf = (request: FastifyRequest): Language => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh');

/** What the services learn of a request; what a client claims about itself in headers is not among it. */
export const contextOf = (request: FastifyRequest, actor: Actor | null): RequestContext =>
  new RequestContext(actor, request.id, request.ip, languageOf(request));

/** When the client goes away before the answer, what still runs for it is told. */
export function abortWhenGone(reply: FastifyReply, context: RequestContext): void {
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) context.abort();
  });
}
