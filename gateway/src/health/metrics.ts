import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { forbidden, unauthenticated } from '@moduan/kernel';
import type { Composition } from '../composition';
import type { Session } from '../session/session-cache';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** What the server did, for Prometheus: read with a token that has `metrics.read`. */
export function metricsRoutes(app: FastifyInstance, { unsealedSeconds }: Pick<Composition, 'unsealedSeconds'>, identify: (request: FastifyRequest) => Promise<Session | null>): void {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'moduan_' });
  const durations = new Histogram({ name: 'moduan_request_seconds', help: 'Duration of requests by method, route and status.', labelNames: ['method', 'route', 'status'], buckets: BUCKETS, registers: [register] });
  const refused = new Counter({ name: 'moduan_refused_requests_total', help: 'Requests that were refused or failed, by route and status.', labelNames: ['route', 'status'], registers: [register] });
  const unsealed = new Gauge({ name: 'moduan_audit_unsealed_seconds', help: 'Age of the oldest entry of the audit trail that no seal covers; absent when nobody knows.', registers: [register] });
  app.addHook('onResponse', async (request, reply) => {
    // Addresses that lead nowhere are one series: who scans for them does not fill the memory.
    const route = request.routeOptions.url ?? 'none';
    const status = String(reply.statusCode);
    durations.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 400) refused.inc({ route, status });
  });
  app.get('/metrics', async (request, reply) => {
    const session = await identify(request);
    if (!session) throw unauthenticated();
    if (!session.actor.may('metrics.read')) throw forbidden('metrics.read');
    await unsealedSeconds().then(
      (seconds) => unsealed.set(seconds),
      (error: unknown) => {
        unsealed.remove();
        request.log.error({ err: error }, 'whether the trail is sealed is not known');
      },
    );
    return reply.type(register.contentType).send(await register.metrics());
  });
}

const watched = /^\/(graphql|session|exports|imports|first-administrator|metrics)/;

/** One line for each request that does something: who asked, under which number, how it ended. */
export function requestLog(app: FastifyInstance, identified: (request: FastifyRequest) => Session | null | undefined): void {
  app.addHook('onResponse', async (request, reply) => {
    if (!watched.test(request.url)) return;
    request.log.info(
      { requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), address: request.ip, actor: identified(request)?.id },
      'request',
    );
  });
}
