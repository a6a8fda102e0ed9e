import type { FastifyRequest } from 'fastify';
import { DomainError } from '@moduan/kernel';
import { accessCookie } from './cookies';
import type { Session, SessionCache } from './session-cache';

const LONGEST = 200;

/** The token of a program or a device. It counts alone: whoever sends one means it, whatever cookie the machine holds besides. */
export function bearerOf(request: FastifyRequest): string | undefined {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return token;
}

/** Whose session a browser's cookie opens; one in which a step is still to come is found too. */
export async function findByCookie(request: FastifyRequest, sessions: SessionCache, within?: number, quiet = false): Promise<Session | null> {
  const token = accessCookie(request);
  if (!token) return null;
  return quiet ? sessions.findQuietly(token, within) : sessions.find(token, within);
}

/** `within`: what was found longer ago, in milliseconds, is looked up again. `quiet`: it is no use of the session. */
export type Identify = (request: FastifyRequest, within?: number, quiet?: boolean) => Promise<Session | null>;

/** Who asks, by cookie, access token or device token; nobody while a step of signing in is still to come. */
export const identifier =
  (sessions: SessionCache): Identify =>
  async (request, within, quiet) => {
    const bearer = bearerOf(request);
    if (bearer !== undefined) return bearer.length > LONGEST ? null : sessions.findBearer(bearer, request.ip, within);
    const session = await findByCookie(request, sessions, within, quiet);
    if (session?.step === 'LOCKED') throw new DomainError('UNAUTHENTICATED', { zh: '已锁屏，请先解锁', en: 'The screen is locked; unlock it first' }, { step: session.step });
    if (session?.step) throw new DomainError('UNAUTHENTICATED', { zh: '登录还差一步，请先完成', en: 'One step of signing in is still to come' }, { step: session.step });
    return session;
  };
