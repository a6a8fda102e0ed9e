import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { fileSettings } from '../attachment/file-settings';
import { runtimeUrl } from '../database/open-database';
import { DomainError } from '../errors/domain-error';
import { EventSender } from '../events/event-bus';
import { closePolitely } from '../http/close-politely';
import { exportRoutes } from '../http/export-routes';
import { fileRoutes } from '../http/file-routes';
import { importRoutes } from '../http/import-routes';
import { refuse, refuseError } from '../http/refusals';
import { SecretBox } from '../masking/secret-box';
import { openService, type Service, type ServiceDefinition } from '../service';
import { StatementVerifier } from '../trust/statement';
import { readPublicKeys } from '../trust/statement-keys';
import { changesRoute } from './changes-route';
import { graphRoute } from './graph-route';
import { ownDatabaseUrl, readServiceKeys, type ServiceSettings } from './service-settings';
import { requireGateway, statedContext, statementDoor } from './statement-door';

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Rows that the gateway's plan joins travel in one request. */
const BODY_BYTES = 4_000_000;

/** A server that speaks as those of the product do: numbered requests, refusals in one shape. */
export function plainServer(logLevel: string): FastifyInstance {
  const app = Fastify({
    logger: { level: logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
  });
  closePolitely(app);
  app.setErrorHandler((error, request, reply) => refuseError(request, reply, error));
  app.setNotFoundHandler((request, reply) => refuse(request, reply, 404, 'NOT_FOUND', { zh: '没有这个地址', en: 'No such address' }));
  return app;
}

/** An answer, or a refusal in both languages: the gateway tells it as its own. */
async function asked(call: () => Promise<unknown>): Promise<object> {
  try {
    return { answer: (await call()) ?? null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, label, details } = error;
    return { refused: { code, label, details } };
  }
}

/** Use cases that the gateway asks for in its own name. */
export function callRoute(app: FastifyInstance, call: (name: string, input: unknown) => Promise<unknown>): void {
  app.post<{ Params: { name: string } }>('/calls/:name', async (request, reply) => {
    requireGateway(request);
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(await asked(() => call(request.params.name, request.body))));
  });
}

/** One service in a process of its own, on a database that has been migrated; it answers the gateway alone. */
export async function serveService(definition: ServiceDefinition, settings: ServiceSettings): Promise<Serving> {
  const app = plainServer(settings.logLevel);
  const database = { ownerUrl: ownDatabaseUrl(settings, definition.name), secrets: new SecretBox(readServiceKeys(settings.data)), files: settings.files ?? fileSettings(settings.data) };
  const events = new EventSender(runtimeUrl(database, definition.name), (error) => app.log.error({ err: error }, 'events'));
  await events.start();
  const service = await openService(definition, database, events, (error, requestId, level) => app.log[level ?? 'error']({ err: error, requestId }, 'unexpected error'));
  const verifier = new StatementVerifier(await readPublicKeys(settings.data), definition.name);
  await app.register(async (trusted) => {
    statementDoor(trusted, verifier);
    graphRoute(trusted, service);
    changesRoute(trusted, service);
    callRoute(trusted, service.call);
    const contextFor = async (request: Parameters<typeof statedContext>[0], each: Service) => each.contextOf(statedContext(request));
    importRoutes(trusted, service, contextFor);
    exportRoutes(trusted, service, contextFor);
    fileRoutes(trusted, service, contextFor);
  });
  healthRoutes(app, service);
  const url = await app.listen({ host: settings.host, port: settings.port });
  return {
    url,
    close: async () => {
      await app.close();
      await events.stop();
      await service.database.close();
    },
  };
}

function healthRoutes(app: FastifyInstance, service: Service): void {
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      await service.database.db.selectFrom('migration' as never).select('id' as never).limit(1).execute();
      return { ready: true };
    } catch (error) {
      app.log.error({ err: error }, 'not ready');
      return reply.code(503).send({ ready: false });
    }
  });
}
