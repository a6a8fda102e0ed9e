import type { Grant, Rule } from '@moduan/kernel';

const CITY_DIGITS = 6;
const isWholeCity = ({ prefix, lines, premises }: Grant) => prefix !== '' && prefix.length <= CITY_DIGITS && !lines && !premises;

/** The rules hold in every town: administrators of the whole city amend them. */
export const keepsSettings: Rule<unknown> = (actor) => actor.reach('setting.amend').some(isWholeCity);
