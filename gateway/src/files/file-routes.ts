import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unauthenticated, type RequestContext } from '@moduan/kernel';
import { exportRoutes } from '@moduan/kernel/http/export-routes';
import { fileRoutes as recordFileRoutes } from '@moduan/kernel/http/file-routes';
import { importRoutes } from '@moduan/kernel/http/import-routes';
import { forwardFiles } from '../links/forward-files';
import type { Opened } from '../open-composition';
import { contextOf } from '../request-context';
import type { Session } from '../session/session-cache';

/** Lists as files, files into lists and files of records, of every service, wherever it runs. */
export async function fileRoutes(app: FastifyInstance, { composition, remote }: Opened, identify: (request: FastifyRequest) => Promise<Session | null>): Promise<void> {
  const requestOf = async (request: FastifyRequest): Promise<RequestContext> => {
    const session = await identify(request);
    if (!session) throw unauthenticated();
    return contextOf(request, session.actor);
  };
  for (const service of composition.services.values()) {
    importRoutes(app, service, async (request, each) => each.contextOf(await requestOf(request)));
    exportRoutes(app, service, async (request, each) => each.contextOf(await requestOf(request)));
    recordFileRoutes(app, service, async (request, each) => each.contextOf(await requestOf(request)));
  }
  for (const [name, link] of remote) if (composition.links.has(name)) await forwardFiles(app, link, requestOf);
}
