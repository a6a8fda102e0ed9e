import type { FastifyInstance } from 'fastify';
import { SecretBox } from '@moduan/kernel';
import { readServiceKeys } from '@moduan/kernel/serving/service-settings';
import type { Calls } from '../composition';
import type { Settings } from '../settings';
import { holderRoutes, identityRoutes, tokenRoutes } from './holder-routes';
import type { Identify } from './identify';
import { screenRoutes } from './screen-routes';
import type { SessionCache } from './session-cache';
import { sessionRoutes } from './session-routes';
import { readSingleSignOn, SingleSignOn } from './single-sign-on';
import { singleSignOnRoutes } from './single-sign-on-routes';

/** Everything below /session: in, out, the steps between, and what holders do with their own account. */
export function sessionDoors(app: FastifyInstance, settings: Settings, calls: Calls, sessions: SessionCache, identify: Identify): void {
  const configured = readSingleSignOn(process.env);
  const singleSignOn = configured && new SingleSignOn(configured);
  const door = { calls, sessions, identify, singleSignOn };
  sessionRoutes(app, door);
  holderRoutes(app, door);
  tokenRoutes(app, door);
  screenRoutes(app, door);
  identityRoutes(app, door);
  if (singleSignOn) singleSignOnRoutes(app, { ...door, singleSignOn }, new SecretBox(readServiceKeys(settings.data)));
}
