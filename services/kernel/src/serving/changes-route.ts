import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Service } from '../service';
import { requireGateway } from './statement-door';

const HEARTBEAT_MS = 10_000;

/** Changed records of the service, a line each, for the gateway alone: it tells those who may read them. */
export function changesRoute(app: FastifyInstance, service: Service): void {
  const open = new Set<ServerResponse>();
  const beating = setInterval(() => open.forEach((response) => response.write('\n')), HEARTBEAT_MS).unref();
  app.get('/changes', async (request, reply) => {
    requireGateway(request);
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write('\n');
    open.add(response);
    const stop = service.follow((change) => response.write(`${JSON.stringify(change)}\n`));
    response.on('close', () => {
      open.delete(response);
      stop();
    });
    return reply;
  });
  app.addHook('preClose', async () => {
    clearInterval(beating);
    for (const response of open) response.end();
  });
}
