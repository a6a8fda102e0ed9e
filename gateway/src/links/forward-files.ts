import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unavailable, type RequestContext } from '@moduan/kernel';
import { refuseError } from '@moduan/kernel/http/refusals';
import type { RemoteLink } from './link-by-url';

type RequestOf = (request: FastifyRequest) => Promise<RequestContext>;

const passedOn = ['content-type', 'content-length', 'x-file-name', 'x-note', 'x-idempotency-key', 'range', 'accept', 'accept-encoding'] as const;

/** Files of a service that runs by itself: streamed through, with the gateway's statement instead of what the browser sent. */
export async function forwardFiles(app: FastifyInstance, link: RemoteLink, requestOf: RequestOf): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(replyFrom, { base: link.url, undici: { headersTimeout: 600_000, bodyTimeout: 600_000 }, disableRequestLogging: true } as never);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const kind of ['exports', 'imports', 'files'])
      scope.route({
        method: ['GET', 'POST'],
        url: `/${kind}/${link.name}/*`,
        handler: async (request, reply) => {
          const stated = await link.headersFor(await requestOf(request));
          const kept = Object.fromEntries(passedOn.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])));
          return reply.from(request.raw.url!, { rewriteRequestHeaders: () => ({ ...kept, ...stated }), onError: (answer) => void refuseError(request, answer as typeof reply, unavailable(link.name)) });
        },
      });
  });
}
