import { within, type Rule } from '@moduan/kernel';

const keepsAreas =
  (action: string): Rule<{ readonly code: string }> =>
  (actor, { code }) =>
    actor.may(`area.${action}`) && within(actor.jurisdiction, { areaCode: code });

/** Names of areas are read by all; the tree is kept by those whose jurisdiction holds the area. */
export const areaPolicy = { create: keepsAreas('create'), amend: keepsAreas('amend'), end: keepsAreas('end') };
