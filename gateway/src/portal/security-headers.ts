import helmet from '@fastify/helmet';
import Fastify from 'fastify';

/** What pages of the portal may load and do: their own files, and nothing inline. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** Of the answer itself, not of what browsers may do with it. */
const ofTheAnswer = new Set(['content-type', 'content-length', 'date', 'connection']);

/** What every answer bears. It is the same for all, and so asked of the library once. */
export async function securityHeaders(): Promise<Readonly<Record<string, string>>> {
  const probe = Fastify();
  await probe.register(helmet, { contentSecurityPolicy, hsts: false, crossOriginOpenerPolicy: false, referrerPolicy: { policy: 'same-origin' } });
  probe.get('/', async () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (ofTheAnswer.has(name) ? [] : [[name, String(value)]])));
}
