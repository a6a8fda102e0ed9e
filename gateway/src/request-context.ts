import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext, type Actor, type Language } from '@moduan/kernel';

/** The language asked for in the address, as links to files do that a browser follows by itself; else that of the browser. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  return /^\s*en\b/i.test(String(lang ?? request.headers['accept-language'] ?? '')) ? 'en' : 'zh';
}

/** What the services learn of a request; what a client claims about itself in headers is not among it. */
export const contextOf = (request: FastifyRequest, actor: Actor | null): RequestContext =>
  new RequestContext(actor, request.id, request.ip, languageOf(request));

/** When the client goes away before the answer, what still runs for it is told. */
export function abortWhenGone(reply: FastifyReply, context: RequestContext): void {
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) context.end('gone');
  });
}
