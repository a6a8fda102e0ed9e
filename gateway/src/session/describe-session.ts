import type { FastifyRequest } from 'fastify';
import type { Calls } from '../composition';
import { languageOf } from '@moduan/kernel/http/request-of';
import { refreshCookie } from './cookies';
import type { SingleSignOn } from './single-sign-on';
import type { Session } from './session-cache';

/** What the portal learns at its start: who is there, which step is still to come, and what its forms have to say. */
export async function describeSession(request: FastifyRequest, session: Session | null, calls: Calls, singleSignOn: SingleSignOn | null) {
  const { passwordRule, passwordMinLength, screenLockMinutes } = await calls.offices.signInRules({});
  return {
    actor: session && !session.step ? await describeActor(session, calls) : null,
    step: session?.step ?? null,
    username: session?.username || null,
    // Nobody now, but the browser holds what the next session token is made from.
    renewable: !session && refreshCookie(request) !== undefined,
    signIn: { passwordRule: passwordRule[languageOf(request)], passwordMinLength, screenLockMinutes, singleSignOn: singleSignOn && { name: singleSignOn.name } },
  };
}

async function describeActor({ actor, kind, username, posts, scopes }: Session, calls: Calls) {
  const [names, preferences] = await Promise.all([
    calls.grids.areaNames({ codes: [...new Set([actor.homeArea, ...posts.map(({ areaCode }) => areaCode)])] }),
    kind === 'cookie' ? calls.offices.preferencesOf({ accountId: actor.id }) : undefined,
  ]);
  const named = (code: string) => names[code] ?? code;
  return {
    id: actor.id,
    kind,
    name: actor.name,
    username,
    unitName: actor.unitName,
    posts: posts.map(({ unitName, roleName, post, areaCode, onBehalfOf }) => ({ unitName, roleName, post, areaCode, areaName: named(areaCode), ...(onBehalfOf ? { onBehalfOf: onBehalfOf.name } : {}) })),
    permissions: actor.permissions,
    jurisdiction: actor.jurisdiction,
    homeArea: { code: actor.homeArea, name: named(actor.homeArea) },
    ...(scopes ? { scopes } : {}),
    ...(preferences ? { preferences } : {}),
  };
}
