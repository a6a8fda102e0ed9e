import type { FastifyReply, FastifyRequest } from 'fastify';

/** What offices gives a browser. */
interface Tokens {
  readonly access: string;
  readonly refresh: string;
  readonly refreshSeconds: number;
}

export const COOKIE = 'moduan_session';
export const REFRESH_COOKIE = 'moduan_refresh';

const ACCESS_SECONDS = 15 * 60;
const strict = { httpOnly: true, sameSite: 'strict' } as const;
const [accessPath, refreshPath] = [{ ...strict, path: '/' }, { ...strict, path: '/session' }];

const carriesBearer = (request: FastifyRequest) => /^Bearer /i.test(request.headers.authorization ?? '');

/** The short token, sent with every request; not looked at where a bearer token stands. */
export const accessCookie = (request: FastifyRequest) => (carriesBearer(request) ? undefined : request.cookies[COOKIE]);
/** The one for the next two, sent to /session alone. */
export const refreshCookie = (request: FastifyRequest) => (carriesBearer(request) ? undefined : request.cookies[REFRESH_COOKIE]);

export function setCookies(request: FastifyRequest, reply: FastifyReply, { access, refresh, refreshSeconds }: Tokens): void {
  const secure = request.protocol === 'https';
  reply.setCookie(COOKIE, access, { ...accessPath, maxAge: Math.min(ACCESS_SECONDS, refreshSeconds), secure });
  reply.setCookie(REFRESH_COOKIE, refresh, { ...refreshPath, maxAge: refreshSeconds, secure });
}

export const clearCookies = (reply: FastifyReply) => reply.clearCookie(COOKIE, accessPath).clearCookie(REFRESH_COOKIE, refreshPath);
