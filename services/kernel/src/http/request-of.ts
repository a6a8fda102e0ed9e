import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext, Language } from '../actor/request-context';

/** The language asked for in the address, as links to files do that a browser follows by itself; else that of the browser. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  return /^\s*en\b/i.test(String(lang ?? request.headers['accept-language'] ?? '')) ? 'en' : 'zh';
}

/** When the client goes away before the answer, what still runs for it ends; a change that has begun is finished. */
export function endWhenGone(reply: FastifyReply, context: RequestContext): void {
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) context.end('gone');
  });
}

/** Ends the request when its time is over; that it is a change, which has more, may show only on the way. */
export function endWhenLate(reply: FastifyReply, context: RequestContext): void {
  let timer: NodeJS.Timeout;
  const look = () => {
    if (context.left) timer = setTimeout(look, context.left);
    else context.end('late');
  };
  if (context.left !== undefined) timer = setTimeout(look, context.left);
  reply.raw.once('close', () => clearTimeout(timer));
}
