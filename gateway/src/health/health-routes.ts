import type { FastifyInstance } from 'fastify';
import type { Calls } from '../composition';
import type { Opened } from '../open-composition';

/** For who watches the installation: whether it lives, and whether it can work. */
export function healthRoutes(app: FastifyInstance, { composition, remote }: Opened, { offices }: Calls, isStopping: () => boolean): void {
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ ready: false, stopping: true });
    try {
      const services = Object.fromEntries(await Promise.all([...remote].map(async ([name, link]) => [name, await link.isUp()] as const)));
      const { empty, kind } = await offices.cityState({});
      return { ready: true, empty, city: kind, quiet: await composition.isQuiet().catch(() => false), ...(remote.size ? { services } : {}) };
    } catch (error) {
      app.log.error({ err: error }, 'not ready');
      return reply.code(503).send({ ready: false });
    }
  });
}
