import type { FastifyInstance } from 'fastify';
import { unauthenticated } from '@moduan/kernel';
import { accessCookie, clearCookies } from './cookies';
import { describeSession } from './describe-session';
import { asked, body, password } from './holder-routes';
import { PER_ADDRESS } from './per-address';
import type { SessionDoor } from './session-routes';

interface Kept {
  readonly preferences: { readonly key: string; readonly value: unknown; readonly at: string }[];
}
const preference = { type: 'object', additionalProperties: false, required: ['key', 'value', 'at'], properties: { key: { type: 'string', maxLength: 100 }, value: {}, at: { type: 'string', maxLength: 40 } } } as const;
const keeping = { ...body({ preferences: { type: 'array', maxItems: 200, items: preference } }), bodyLimit: 512 * 1024 };

/** The screen of somebody who goes away and comes back, and how they like it to look. */
export function screenRoutes(app: FastifyInstance, { calls, sessions, identify, singleSignOn }: SessionDoor): void {
  const { offices } = calls;
  app.post('/session/lock', async (request, reply) => {
    const given = asked(request);
    const { signedOut } = await offices.lockScreen(given);
    sessions.forget(given.token);
    if (signedOut) clearCookies(reply);
    return { signedOut };
  });
  app.post<{ Body: { password: string } }>('/session/unlock', { config: { rateLimit: PER_ADDRESS }, ...body({ password }) }, async (request) => {
    const given = asked(request);
    await offices.unlockScreen({ ...given, password: request.body.password });
    sessions.forget(given.token);
    return describeSession(request, await sessions.find(given.token), calls, singleSignOn);
  });
  // Somebody types and asks nothing: the screen is not to lock meanwhile.
  app.post('/session/touch', async (request, reply) => {
    if (!accessCookie(request) || !(await identify(request))) throw unauthenticated();
    return reply.code(204).send();
  });
  app.put<{ Body: Kept }>('/session/preferences', keeping, async (request, reply) => {
    await offices.keepMyPreferences({ token: asked(request).token, preferences: request.body.preferences });
    return reply.code(204).send();
  });
}
