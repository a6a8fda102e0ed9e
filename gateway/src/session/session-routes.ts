import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Calls } from '../composition';
import { refuse } from '@moduan/kernel/http/refusals';
import { accessCookie, clearCookies, refreshCookie, setCookies } from './cookies';
import { describeSession } from './describe-session';
import { bearerOf, findByCookie, type Identify } from './identify';
import { PER_ADDRESS } from './per-address';
import type { SessionCache } from './session-cache';
import type { SingleSignOn } from './single-sign-on';

const credentials = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: { username: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' }, password: { type: 'string', minLength: 1, maxLength: 200 } },
} as const;

/** What the routes of a session have at hand. */
export interface SessionDoor {
  readonly calls: Calls;
  readonly sessions: SessionCache;
  readonly identify: Identify;
  readonly singleSignOn: SingleSignOn | null;
}

/** In and out: signing in by name and password, whose session it is, the next tokens, signing out. */
export function sessionRoutes(app: FastifyInstance, door: SessionDoor): void {
  const { calls, sessions, identify, singleSignOn } = door;
  app.post('/session', { schema: { body: credentials }, config: { rateLimit: PER_ADDRESS } }, (request, reply) => enter(request, reply, door));
  app.get('/session', async (request) => {
    const session = bearerOf(request) === undefined ? await findByCookie(request, sessions, undefined, true) : await identify(request);
    return describeSession(request, session, calls, singleSignOn);
  });
  app.post('/session/refresh', async (request, reply) => {
    const token = refreshCookie(request);
    const result = token ? await calls.offices.refreshSession({ token, address: request.ip }) : null;
    if (result && 'tokens' in result) return answerWith(request, reply, door, result.tokens);
    clearCookies(reply);
    const reused = result?.refused === 'reused';
    const message = reused ? { zh: '登录凭据被重复使用，为安全起见已退出，请重新登录', en: 'The session was continued from two places and has been ended; sign in again' } : { zh: '请先登录', en: 'Sign in first' };
    return refuse(request, reply, 401, 'UNAUTHENTICATED', message, reused ? { reused } : {});
  });
  app.delete('/session', async (request, reply) => {
    const tokens = [accessCookie(request), refreshCookie(request)].filter((token) => token !== undefined);
    await calls.offices.signOut({ tokens, address: request.ip });
    for (const token of tokens) sessions.forget(token);
    return clearCookies(reply).code(204).send();
  });
}

type Tokens = Parameters<typeof setCookies>[2];

/** A session that goes on under new tokens, and whose it is. */
export async function answerWith(request: FastifyRequest, reply: FastifyReply, { calls, sessions, singleSignOn }: SessionDoor, tokens: Tokens, more: object = {}) {
  const before = accessCookie(request);
  if (before) sessions.forget(before);
  setCookies(request, reply, tokens);
  return reply.send({ ...(await describeSession(request, await sessions.find(tokens.access), calls, singleSignOn)), ...more });
}

async function enter(request: FastifyRequest, reply: FastifyReply, door: SessionDoor) {
  const { username, password } = request.body as { username: string; password: string };
  const result = await door.calls.offices.signIn({ username, password, address: request.ip });
  if ('tokens' in result) return answerWith(request, reply, door, result.tokens);
  if (result.refused === 'locked') {
    const minutes = Math.ceil(result.retryAfterSeconds / 60);
    reply.header('retry-after', result.retryAfterSeconds);
    const message = { zh: `密码错了多次，账号已锁定，${minutes} 分钟后再试，或找本单位管理员`, en: `Locked after several wrong passwords; try again in ${minutes} minutes or ask your administrator` };
    return refuse(request, reply, 429, 'RATE_LIMITED', message, { retryAfterSeconds: result.retryAfterSeconds });
  }
  const left = result.attemptsLeft;
  const message = { zh: `账号或密码不对，还可以试 ${left} 次`, en: `User name or password is wrong; ${left} attempts left` };
  return refuse(request, reply, 401, 'UNAUTHENTICATED', message, { attemptsLeft: left });
}
