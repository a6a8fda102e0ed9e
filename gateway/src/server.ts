import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { closePolitely } from '@moduan/kernel/http/close-politely';
import { callsOf, type Composition } from './composition';
import { eventRoutes } from './events/event-routes';
import { fileRoutes } from './files/file-routes';
import { graphRoute } from './graph/graph-route';
import { healthRoutes } from './health/health-routes';
import { metricsRoutes, requestLog } from './health/metrics';
import { LIMITS } from './limits/limits';
import { openComposition } from './open-composition';
import { securityHeaders } from './portal/security-headers';
import { portalFiles, withoutRound } from './portal/portal-files';
import { refuse, refuseError } from '@moduan/kernel/http/refusals';
import { firstAdministratorRoute } from './session/first-administrator-route';
import { bearerOf, identifier } from './session/identify';
import { sessionDoors } from './session/session-doors';
import { SessionCache, type Session } from './session/session-cache';
import type { Settings } from './settings';

export interface Running {
  readonly app: FastifyInstance;
  readonly composition: Composition;
  readonly url: string;
  /** With it the first administrator is made; absent once there is an account. */
  readonly firstToken: string | undefined;
  close(): Promise<void>;
}

/** A file of 64 MB takes this long on the slowest line that is waited for. */
const REQUEST_MS = 15 * 60_000;

/** The gateway and the portal on one address, with the services in this process or at theirs. */
export async function startServer(settings: Settings): Promise<Running> {
  const app = Fastify({
    logger: { level: settings.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(),
    rewriteUrl: withoutRound,
    bodyLimit: LIMITS.bodyBytes,
    keepAliveTimeout: 65_000,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    trustProxy: settings.trustedProxies?.length ? [...settings.trustedProxies] : false,
    logController: new LogController({ disableRequestLogging: true }),
  });
  const opened = await openComposition(settings, (error, requestId, level) => app.log[level ?? 'error']({ err: error, requestId }, level ? 'a value that the database refuses' : 'unexpected error'));
  const { composition } = opened;
  await commonParts(app);
  const calls = callsOf(composition.links);
  const sessions = new SessionCache(calls);
  const identified = new WeakMap<FastifyRequest, Session | null>();
  const who = identifier(sessions);
  const identify = async (request: FastifyRequest, within?: number, quiet?: boolean) => {
    const session = await who(request, within, quiet);
    identified.set(request, session);
    return session;
  };
  const closing = closePolitely(app);
  requestLog(app, (request) => identified.get(request));
  metricsRoutes(app, composition, identify);
  sessionDoors(app, settings, calls, sessions, identify);
  const firstToken = randomUUID();
  firstAdministratorRoute(app, calls, firstToken);
  await graphRoute(app, settings, composition, identify);
  await fileRoutes(app, opened, identify);
  eventRoutes(app, composition, identify);
  healthRoutes(app, opened, calls, closing.isStopping);
  await portalFiles(app, settings.portal);
  const url = await app.listen({ host: settings.host, port: settings.port });
  return {
    app,
    composition,
    url,
    firstToken: (await isEmpty(calls)) ? firstToken : undefined,
    close: async () => {
      closing.stop();
      if (settings.drainSeconds) await new Promise((resolve) => setTimeout(resolve, settings.drainSeconds! * 1000));
      await app.close();
      await composition.close();
    },
  };
}

/** Services by their addresses may come later than the gateway: then nobody is made administrator by it. */
const isEmpty = ({ offices }: ReturnType<typeof callsOf>) => offices.isEmpty({}).catch(() => false);

async function commonParts(app: FastifyInstance): Promise<void> {
  app.setErrorHandler((error, request, reply) => refuseError(request, reply, error));
  const headers = await securityHeaders();
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id);
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    // No form of another site sends a bearer token, and where there is one no cookie counts.
    if (changes && bearerOf(request) === undefined && request.headers['x-moduan'] !== '1')
      return refuse(request, reply, 403, 'FORBIDDEN', { zh: '请求缺少 x-moduan 标头', en: 'The header x-moduan: 1 is missing' });
  });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
}
