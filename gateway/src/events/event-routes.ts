import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { unauthenticated, type AnyThing } from '@moduan/kernel';
import { refuse } from '@moduan/kernel/http/refusals';
import { definitions, type Composition } from '../composition';
import type { Session } from '../session/session-cache';
import { LiveStreams } from './live-streams';

/** What is known of a session may be this old where a stream depends on it. */
export const FRESH_MS = 3_000;

type IdentifyWithin = (request: FastifyRequest, within?: number, quiet?: boolean) => Promise<Session | null>;

/** `GET /events`: tells, as long as it is open, which records have changed, to who may read them. The client asks for what it shows. */
export function eventRoutes(app: FastifyInstance, { links }: Composition, identify: IdentifyWithin): void {
  const things = new Map<string, AnyThing>(definitions.flatMap((definition) => definition.things.map((thing) => [thing.register.type as string, thing])));
  const streams = new LiveStreams(things);
  let unfollow: (() => void)[] | undefined;
  app.get('/events', async (request, reply) => {
    const session = await identify(request);
    if (!session) throw unauthenticated();
    const room = streams.hasRoomFor(session.actor.id);
    if (room === 'TOO_MANY') return refuse(request, reply, 429, 'RATE_LIMITED', { zh: '打开的页面太多，请关掉一些再试', en: 'Too many pages are open; close some and try again' });
    if (room === 'FULL') return refuse(request, reply, 503, 'UNAVAILABLE', { zh: '实时更新暂时满员，页面仍可刷新使用', en: 'Live updates are full at the moment; pages can still be reloaded' });
    unfollow ??= [...links.values()].map((link) => link.follow((change) => streams.tell(change)));
    streams.add({ response: begin(reply), actor: session.actor, who: () => identify(request, FRESH_MS, true) });
    return reply;
  });
  app.addHook('preClose', async () => {
    for (const stop of unfollow ?? []) stop();
    streams.end();
  });
}

/** From here on the answer is ours: it ends when somebody goes. */
function begin(reply: FastifyReply) {
  reply.hijack();
  const headers = Object.fromEntries(Object.entries(reply.getHeaders()).filter((entry): entry is [string, string] => entry[1] !== undefined));
  reply.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  return reply.raw;
}
