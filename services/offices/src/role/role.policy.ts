import type { Grant, Rule } from '@moduan/kernel';

const CITY_DIGITS = 6;
const isWholeCity = ({ prefix, lines, premises }: Grant) => prefix !== '' && prefix.length <= CITY_DIGITS && !lines && !premises;

/** Roles have no area: what one allows holds in every town, so that only administrators of the whole city keep them. */
export const keepsRoles =
  (action: string): Rule<unknown> =>
  (actor) =>
    actor.reach(`role.${action}`).some(isWholeCity);
