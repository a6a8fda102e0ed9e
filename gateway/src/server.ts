import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { SecretBox, unauthenticated, type Service } from '@moduan/kernel';
import { exportRoutes } from '@moduan/kernel/http/export-routes';
import { importRoutes } from '@moduan/kernel/http/import-routes';
import { endWhenGone, languageOf } from '@moduan/kernel/http/request-of';
import { callsOf, compose, type Calls, type Composition } from './composition';
import { openApollo } from './graph/apollo';
import { openSupergraph } from './graph/supergraph';
import { LIMITS } from './limits/limits';
import { contentSecurityPolicy } from './portal/security-headers';
import { portalFiles } from './portal/portal-files';
import { contextOf } from './request-context';
import { refuse, refuseError } from './refusals';
import { COOKIE, firstAdministratorRoute, sessionRoutes } from './session/session-routes';
import { SessionCache } from './session/session-cache';
import { readKeys, type Settings } from './settings';

export interface Running {
  readonly app: FastifyInstance;
  readonly composition: Composition;
  readonly url: string;
  /** With it the first administrator is made; absent once there is an account. */
  readonly firstToken: string | undefined;
  close(): Promise<void>;
}

/** The whole product in this process: services, gateway and portal on one address. */
export async function startServer(settings: Settings): Promise<Running> {
  const app = Fastify({
    logger: { level: settings.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(),
    bodyLimit: LIMITS.bodyBytes,
    keepAliveTimeout: 65_000,
    logController: new LogController({ disableRequestLogging: true }),
  });
  const database = { ownerUrl: settings.databaseUrl, secrets: new SecretBox(readKeys(settings.data)) };
  const composition = await compose(database, (error, requestId, level) => app.log[level ?? 'error']({ err: error, requestId }, level ? 'a value that the database refuses' : 'unexpected error'));
  await commonParts(app);
  const calls = callsOf(composition.services);
  const sessions = new SessionCache(calls);
  sessionRoutes(app, calls, sessions);
  const firstToken = randomUUID();
  firstAdministratorRoute(app, calls, firstToken);
  await graphRoute(app, settings, composition, sessions);
  const contextFor = async (request: FastifyRequest, service: Service) => {
    const token = request.cookies[COOKIE];
    const signedIn = token ? await sessions.find(token) : null;
    if (!signedIn) throw unauthenticated();
    return service.contextOf(contextOf(request, signedIn.actor));
  };
  for (const service of composition.services.values()) {
    importRoutes(app, service, contextFor);
    exportRoutes(app, service, contextFor);
  }
  healthRoutes(app, composition, calls);
  await portalFiles(app, settings.portal);
  const url = await app.listen({ host: settings.host, port: settings.port });
  return {
    app,
    composition,
    url,
    firstToken: (await calls.offices.isEmpty({})) ? firstToken : undefined,
    close: async () => {
      await app.close();
      await composition.close();
    },
  };
}

async function commonParts(app: FastifyInstance): Promise<void> {
  app.setErrorHandler((error, request, reply) => refuseError(request, reply, error));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (changes && request.headers['x-moduan'] !== '1')
      return refuse(request, reply, 403, 'FORBIDDEN', { zh: '请求缺少 x-moduan 标头', en: 'The header x-moduan: 1 is missing' });
  });
  await app.register(helmet, { contentSecurityPolicy, hsts: false, crossOriginOpenerPolicy: false, referrerPolicy: { policy: 'same-origin' } });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
}

async function graphRoute(app: FastifyInstance, settings: Settings, composition: Composition, sessions: SessionCache): Promise<void> {
  const supergraph = await openSupergraph(readFileSync(settings.supergraph, 'utf8'), composition.services);
  const apollo = await openApollo(supergraph, (error, requestId) => app.log.error({ err: error, requestId }, 'unexpected error'));
  app.addHook('onClose', () => apollo.stop());
  app.post('/graphql', async (request, reply) => {
    const token = request.cookies[COOKIE];
    const signedIn = token ? await sessions.find(token) : null;
    if (!signedIn) {
      const message = { zh: '请先登录', en: 'Sign in first' };
      return reply.code(401).send({ errors: [{ message: message[languageOf(request)], extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    const context = contextOf(request, signedIn.actor);
    endWhenGone(reply, context);
    return fastifyApolloHandler(apollo, { context: async () => ({ request: context }) }).call(app, request as never, reply as never);
  });
}

function healthRoutes(app: FastifyInstance, composition: Composition, { offices }: Calls): void {
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      return { ready: true, empty: await offices.isEmpty({}), quiet: await composition.bus.isQuiet() };
    } catch (error) {
      app.log.error({ err: error }, 'not ready');
      return reply.code(503).send({ ready: false });
    }
  });
}
