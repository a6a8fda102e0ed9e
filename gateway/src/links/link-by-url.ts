import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import { followByUrl } from './follow-by-url';
import { DomainError, unavailable, type RequestContext, type ServiceLink } from '@moduan/kernel';
import type { StatementIssuer } from '@moduan/kernel/trust/statement';

/** A service in a process of its own. */
export interface RemoteLink extends ServiceLink {
  readonly url: string;
  /** What a request of this caller carries instead of the caller's own headers. */
  headersFor(request: RequestContext): Promise<Record<string, string>>;
  /** Whether it answers at all. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** The gateway's own limits of time end a request before. */
const PATIENCE = 600_000;
/** Use cases are small, as who somebody is: everything waits for them. */
const CALL_PATIENCE = 15_000;
const CONNECTIONS = 64;
/** A service knows the time that is left and ends by itself, undoing what it had begun: its answer is waited for a little. */
const GRACE = 2_000;

/** Reaches a service by its address: with a statement of who asks, and never with the caller's own tokens. */
export function linkByUrl(name: string, url: string, issuer: StatementIssuer, log: (error: unknown, requestId?: string) => void): RemoteLink {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: 30_000, headersTimeout: PATIENCE, bodyTimeout: PATIENCE, connectTimeout: 2_000 });
  const following = new Set<() => void>();
  const texts = new WeakMap<DocumentNode, string>();
  const textOf = (document: DocumentNode) => {
    let text = texts.get(document);
    if (!text) texts.set(document, (text = JSON.stringify(print(document))));
    return text;
  };
  const headersFor = async (request: RequestContext) => ({
    authorization: `Statement ${await issuer.statementFor(request.actor!, name)}`,
    'x-request-id': request.requestId,
    'x-client-address': request.address,
    'accept-language': request.language,
    ...(request.left === undefined ? {} : { 'x-time-left': String(Math.max(request.left, 1)) }),
  });
  return {
    name,
    url,
    headersFor,
    execute: async (document, variables, request) => {
      if (request.ended) return silent(name, request);
      const answer = await forAsLongAs(request, async (signal) => {
        const body = `{"query":${textOf(document)},"variables":${JSON.stringify(variables ?? {})}}`;
        return reached(await pool.request({ path: '/graphql', method: 'POST', headers: { ...JSON_TYPE, ...(await headersFor(request)) }, body, signal }));
      }).catch((error: unknown) => void (request.ended ?? log(error, request.requestId)));
      return answer ? revived(answer as ExecutionResult) : silent(name, request);
    },
    call: async (call, input) => answered(name, await called(pool, name, call, input, issuer)),
    follow: (hear) => {
      const stop = followByUrl(pool, () => issuer.ownStatement(name), hear);
      following.add(stop);
      return () => {
        following.delete(stop);
        stop();
      };
    },
    isUp: () => pool.request({ path: '/health/ready', method: 'GET' }).then(async ({ statusCode, body }) => (await body.dump(), statusCode === 200), () => false),
    close: () => {
      for (const stop of following) stop();
      return pool.close();
    },
  };
}

/** Ends the request to the service when the client's own ends. */
async function forAsLongAs<T>(request: RequestContext, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const forget = request.whenEnded(() => {
    if (request.ended === 'gone') controller.abort();
    else grace = setTimeout(() => controller.abort(), GRACE);
  });
  try {
    return await work(controller.signal);
  } finally {
    forget();
    clearTimeout(grace);
  }
}

/** What a service answered; one that does not know the gateway, or has broken down, has not answered. */
async function reached({ statusCode, body }: Dispatcher.ResponseData): Promise<unknown> {
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`status ${statusCode}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as unknown;
}

/** Errors off the wire are plain objects, which lose their code on the way through the plan. */
function revived(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })) };
}

function silent(name: string, request: RequestContext): ExecutionResult {
  const { code, label, details } = unavailable(name);
  return { data: null, errors: [new GraphQLError(label[request.language], { extensions: { code, details } })] };
}

async function called(pool: Pool, service: string, name: string, input: unknown, issuer: StatementIssuer): Promise<unknown> {
  try {
    const authorization = `Statement ${await issuer.ownStatement(service)}`;
    return await reached(await pool.request({ path: `/calls/${name}`, method: 'POST', headers: { ...JSON_TYPE, authorization }, body: JSON.stringify(input ?? {}), signal: AbortSignal.timeout(CALL_PATIENCE) }));
  } catch (error) {
    throw Object.assign(unavailable(service), { cause: error });
  }
}

/** A refusal comes with its words in both languages, so that it is told as if it had been made here. */
function answered(service: string, said: unknown): unknown {
  const { answer, refused } = said as { answer?: unknown; refused?: DomainError };
  if (refused) throw new DomainError(refused.code, refused.label, refused.details);
  if (answer === undefined) throw unavailable(service);
  return answer;
}
