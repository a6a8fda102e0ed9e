import { within, type Rule } from '@moduan/kernel';

const keepsAreas =
  (action: string): Rule<{ readonly code: string }> =>
  (actor, { code }) =>
    within(actor.reach(`area.${action}`), { areaCode: code });

/** Names of areas are read by all; the tree is kept by those whose jurisdiction holds the area. */
export const areaPolicy = { create: keepsAreas('create'), amend: keepsAreas('amend'), end: keepsAreas('end') };
