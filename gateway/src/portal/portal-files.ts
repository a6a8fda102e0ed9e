import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from '@moduan/kernel/http/refusals';

const served = /^\/(graphql|session|exports|imports|files|events|health|remotes|first-administrator)(\/|$)/;
/** Files whose names carry the hash of their content never change; everything else is asked for anew. */
const hashed = /[\\/]assets[\\/]/;

/** A department that failed is read anew under `~1`, `~2` and so on, because browsers remember what failed by its address: the same files. */
export const withoutRound = ({ url = '/' }: { readonly url?: string }): string => url.replace(/^(\/remotes\/[a-z-]+)\/~\d{1,4}(?=\/)/, '$1');

/** The built portal; every address that is not a file or an interface is a page of it. */
export async function portalFiles(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  if (existsSync(index))
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      cacheControl: false,
      index: 'index.html',
      setHeaders: (reply, path) => {
        void reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !served.test(request.url) && !/\.\w+$/.test(request.url.split('?')[0]!);
    if (page && existsSync(index)) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return refuse(request, reply, 404, 'NOT_FOUND', { zh: '没有这个地址', en: 'No such address' });
  });
}
