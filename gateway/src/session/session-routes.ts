import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Calls } from '../composition';
import { refuse } from '../refusals';
import type { Session, SessionCache } from './session-cache';

export const COOKIE = 'moduan_session';
const cookieOptions = { httpOnly: true, sameSite: 'strict', path: '/', maxAge: 12 * 3600 } as const;

const credentials = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: { username: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' }, password: { type: 'string', minLength: 1, maxLength: 200 } },
} as const;

/** Attempts to sign in from one address in a minute; the lock of an account is counted apart. */
const PER_ADDRESS = Number(process.env.MODUAN_SIGN_INS_PER_MINUTE ?? 30);

export function sessionRoutes(app: FastifyInstance, calls: Calls, sessions: SessionCache): void {
  app.post('/session', { schema: { body: credentials }, config: { rateLimit: { max: PER_ADDRESS, timeWindow: '1 minute' } } }, (request, reply) =>
    enter(request, reply, calls, sessions),
  );
  app.get('/session', async (request, reply) => {
    const token = request.cookies[COOKIE];
    const session = token ? await sessions.find(token) : null;
    return session ? { actor: await describe(session, calls) } : refuse(request, reply, 401, 'UNAUTHENTICATED', { zh: '请先登录', en: 'Sign in first' });
  });
  app.delete('/session', async (request, reply) => {
    const token = request.cookies[COOKIE];
    if (token) {
      await calls.offices.signOut({ token });
      sessions.forget(token);
    }
    return reply.clearCookie(COOKIE, cookieOptions).code(204).send();
  });
}

async function enter(request: FastifyRequest, reply: FastifyReply, calls: Calls, sessions: SessionCache) {
  const { username, password } = request.body as { username: string; password: string };
  const result = await calls.offices.signIn({ username, password, address: request.ip });
  if ('token' in result) {
    reply.setCookie(COOKIE, result.token, { ...cookieOptions, secure: request.protocol === 'https' });
    const session = await sessions.find(result.token);
    return { actor: session && (await describe(session, calls)) };
  }
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

async function describe({ actor, username, posts }: Session, calls: Calls) {
  const names = await calls.grids.areaNames({ codes: [...new Set([actor.homeArea, ...posts.map(({ areaCode }) => areaCode)])] });
  const named = (code: string) => names[code] ?? code;
  return {
    id: actor.id,
    name: actor.name,
    username,
    unitName: actor.unitName,
    posts: posts.map(({ unitName, roleName, post, areaCode }) => ({ unitName, roleName, post, areaCode, areaName: named(areaCode) })),
    permissions: actor.permissions,
    jurisdiction: actor.jurisdiction,
    homeArea: { code: actor.homeArea, name: named(actor.homeArea) },
  };
}

/** While nobody can sign in, the first administrator can be made from this machine alone. */
export function firstAdministratorRoute(app: FastifyInstance, { offices }: Calls, token: string): void {
  app.post('/first-administrator', { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } }, async (request, reply) => {
    if (request.headers['x-moduan-first'] !== token || !(await offices.isEmpty({})))
      return refuse(request, reply, 404, 'NOT_FOUND', { zh: '没有这个地址', en: 'No such address' });
    await offices.createFirstAdministrator(request.body);
    return reply.code(201).send({ created: true });
  });
}
