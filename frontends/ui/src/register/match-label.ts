import type { Register } from '@moduan/schema';
import { dictionary, say } from '../words/language';
import { levelFilters } from './filters';

const w = dictionary({
  town: ['{area}未到镇', '{area}: no town'],
  village: ['{area}未到村', '{area}: no village'],
  grid: ['{area}未到网格', '{area}: no grid'],
});

/** How a filter is called, also one that is no field of its own. */
export const matchLabel = (register: Register, name: string): string => {
  const field = register.fields[name];
  if (field) return say(field);
  const level = levelFilters(register).find((one) => one.name === name);
  return level ? w(level.level, { area: say(register.fields[level.field]!) }) : name;
};
