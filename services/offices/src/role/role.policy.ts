import type { Rule } from '@moduan/kernel';

/** Roles have no area: the permission alone decides, and only administrators hold it. */
export const keepsRoles =
  (action: string): Rule<unknown> =>
  (actor) =>
    actor.may(`role.${action}`);
