import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SecretBox } from '@moduan/kernel';
import { setCookies } from './cookies';
import { asked, body, password } from './holder-routes';
import { PER_ADDRESS } from './per-address';
import type { SessionDoor } from './session-routes';
import type { Question, SingleSignOn, Vouched } from './single-sign-on';

/** What the browser carries to the provider and back, sealed: no memory of the server is needed. */
interface Journey extends Question {
  /** The session that asked for a link; absent when somebody signs in. */
  readonly linkTo?: string;
  readonly until: number;
}

const JOURNEY = 'moduan_journey';
const MINUTES = 10;
// Lax: the way back from the provider is a step from another site.
const journeyPath = { httpOnly: true, sameSite: 'lax', path: '/session/oidc' } as const;

/** To the provider and back: signing in, or linking the account that is signed in. */
export function singleSignOnRoutes(app: FastifyInstance, door: SessionDoor & { readonly singleSignOn: SingleSignOn }, secrets: SecretBox): void {
  const { singleSignOn } = door;
  const limited = { config: { rateLimit: PER_ADDRESS } };
  /** Where the provider is asked; what has to come back goes with the browser. Undefined when it does not answer. */
  const setOut = async (request: FastifyRequest, reply: FastifyReply, linkTo?: string): Promise<string | undefined> => {
    try {
      const { address, question } = await singleSignOn.ask(callbackOf(request, singleSignOn));
      const journey: Journey = { ...question, linkTo, until: Date.now() + MINUTES * 60_000 };
      reply.setCookie(JOURNEY, secrets.seal(JSON.stringify(journey)), { ...journeyPath, maxAge: MINUTES * 60, secure: request.protocol === 'https' });
      return address;
    } catch (error) {
      request.log.error({ err: error }, 'the provider of single sign-on does not answer');
      return undefined;
    }
  };
  app.get('/session/oidc', limited, async (request, reply) => {
    const address = await setOut(request, reply);
    return address ? reply.redirect(address, 303) : back(reply, 'down');
  });
  // The page takes the browser there: a link is asked for with the password, which stands in no address.
  app.post<{ Body: { password?: string } }>('/session/oidc/link', { ...limited, ...linking }, async (request, reply) => {
    const { sessionId } = await door.calls.offices.beginLink({ ...asked(request), password: request.body.password });
    return { address: (await setOut(request, reply, sessionId)) ?? '/my-account?sso=down' };
  });
  app.get('/session/oidc/callback', limited, async (request, reply) => {
    const journey = journeyOf(request, secrets);
    reply.clearCookie(JOURNEY, journeyPath);
    if (!journey) return back(reply, 'late');
    const vouched = await vouchedFor(request, singleSignOn, journey);
    if (!vouched) return back(reply, 'failed');
    return journey.linkTo ? link(request, reply, door, vouched, journey.linkTo) : enter(request, reply, door, vouched);
  });
}

/** The page says in words what became of it. */
const back = (reply: FastifyReply, outcome: 'down' | 'late' | 'failed' | 'unknown' | 'taken' | 'linked' | 'in') =>
  reply.redirect(outcome === 'in' ? '/' : outcome === 'linked' || outcome === 'taken' ? `/my-account?sso=${outcome}` : `/?sso=${outcome}`, 303);

const linking = body({ password }, []);

const callbackOf = ({ protocol, host }: FastifyRequest, { settings }: SingleSignOn) => new URL('/session/oidc/callback', settings.publicUrl ?? `${protocol}://${host}`).href;

function journeyOf(request: FastifyRequest, secrets: SecretBox): Journey | null {
  try {
    const journey = JSON.parse(secrets.open(request.cookies[JOURNEY] ?? '')) as Journey;
    return journey.until > Date.now() ? journey : null;
  } catch {
    return null;
  }
}

async function vouchedFor(request: FastifyRequest, singleSignOn: SingleSignOn, journey: Journey): Promise<Vouched | null> {
  try {
    const address = new URL(callbackOf(request, singleSignOn));
    address.search = new URL(request.url, address).search;
    return await singleSignOn.answer(address, journey);
  } catch (error) {
    request.log.warn({ err: error }, 'single sign-on was not completed');
    return null;
  }
}

async function enter(request: FastifyRequest, reply: FastifyReply, { calls, singleSignOn }: SessionDoor, vouched: Vouched) {
  const result = await calls.offices.signInByIdentity({ ...vouched, byUsername: singleSignOn!.settings.linkByUsername, address: request.ip, requestId: request.id });
  if ('refused' in result) return back(reply, 'unknown');
  setCookies(request, reply, result.tokens);
  return back(reply, 'in');
}

async function link(request: FastifyRequest, reply: FastifyReply, { calls }: SessionDoor, { issuer, subject, username }: Vouched, sessionId: string) {
  const { linked } = await calls.offices.linkIdentity({ sessionId, issuer, subject, username, address: request.ip, requestId: request.id });
  return back(reply, linked ? 'linked' : 'taken');
}
