import { readFileSync } from 'node:fs';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Label } from '@moduan/schema';
import { endWhenGone, endWhenLate, languageOf } from '@moduan/kernel/http/request-of';
import type { Composition } from '../composition';
import { contextOf } from '../request-context';
import type { Session } from '../session/session-cache';
import type { Settings } from '../settings';
import { limits } from '../limits/limits';
import { openApollo, tellErrors, type Held, type LogBug } from './apollo';
import { KnownOperations, type Answer, type Asked } from './known-operations';
import { Operations } from './operations';
import { openSupergraph } from './supergraph';

interface Body extends Asked {
  query?: unknown;
  extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
}

/** Seconds for a question, and for a change: writing a large file takes its time. */
const OPERATION_SECONDS = 15;
const CHANGE_SECONDS = 300;

/** The one way into the graph: operations of the portal for whoever is signed in, any other for those with `graph.query`. */
export async function graphRoute(app: FastifyInstance, settings: Settings, { links }: Composition, identify: (request: FastifyRequest) => Promise<Session | null>): Promise<void> {
  const supergraph = await openSupergraph(readFileSync(settings.supergraph, 'utf8'), links);
  const logBug: LogBug = (error, requestId) => app.log.error({ err: error, requestId }, 'unexpected error');
  const apollo = await openApollo(supergraph, logBug);
  const known = new KnownOperations(supergraph, limits().validationRules, tellErrors(logBug));
  const operations = new Operations(settings.operations);
  const times = { question: (settings.operationSeconds ?? OPERATION_SECONDS) * 1000, change: (settings.changeSeconds ?? CHANGE_SECONDS) * 1000 };
  app.addHook('onClose', () => apollo.stop());
  app.post('/graphql', async (request, reply) => {
    const session = await identify(request);
    if (!session) return refuse(request, reply, 401, 'UNAUTHENTICATED', { zh: '请先登录', en: 'Sign in first' });
    const body = (request.body ?? {}) as Body;
    const isFree = !takeOperation(operations, body);
    if (isFree && body.query === undefined && body.extensions?.persistedQuery)
      return refuse(request, reply, 200, 'PERSISTED_QUERY_NOT_FOUND', { zh: '页面已有新版本，请刷新后再试', en: 'The page is out of date; reload it' });
    if (isFree && !session.actor.may('graph.query'))
      return refuse(request, reply, 403, 'FORBIDDEN', { zh: '自由查询需要“查询图”权限，请联系管理员', en: 'Free queries take the permission to query the graph; ask your administrator' });
    const context = contextOf(request, session.actor);
    endWhenGone(reply, context);
    context.limit(times);
    endWhenLate(reply, context);
    const type = isFree || body.extensions ? undefined : answersIn.get(request.headers.accept);
    const answer = type && (await known.run(body.query as string, body, context));
    if (answer) return send(reply, type, answer);
    const held: Held = { request: context, isFree };
    return fastifyApolloHandler(apollo, { context: async () => held }).call(app, request as never, reply as never);
  });
}

/** Puts the text of the portal's operation in the place of its hash; a text that is one of the portal's is one too. */
function takeOperation(operations: Operations, body: Body): boolean {
  if (typeof body.query === 'string') return operations.has(body.query);
  const text = operations.byHash(String(body.extensions?.persistedQuery?.sha256Hash));
  if (text === undefined) return false;
  body.query = text;
  // Apollo keeps no texts of its own, and refuses what asks for one.
  delete body.extensions;
  return true;
}

const GRAPHQL = 'application/graphql-response+json';
const PLAIN = 'application/json';
/** What the portal asks for its answers in, and programs; whoever is choosier is answered the general way. */
const answersIn = new Map([[undefined, PLAIN], ['*/*', PLAIN], [PLAIN, PLAIN], [GRAPHQL, GRAPHQL], [`${GRAPHQL},${PLAIN};q=0.9`, GRAPHQL]]);

const send = (reply: FastifyReply, type: string, { status, errors, data }: Answer) =>
  reply.code(status).header('content-type', `${type}; charset=utf-8`).header('cache-control', 'no-store').send(`${JSON.stringify({ errors, data })}\n`);

const refuse = (request: FastifyRequest, reply: FastifyReply, status: number, code: string, message: Label) =>
  reply.code(status).send({ errors: [{ message: message[languageOf(request)], extensions: { code } }] });
