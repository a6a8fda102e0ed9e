import { byArea, type Scope } from '@moduan/kernel';

/** Inside the area; an industry department its line, an enterprise officer the premises named. */
export const premisesScope = (table?: string): Scope => {
  const column = (name: string) => (table ? `${table}.${name}` : name);
  return byArea(column('area_code'), { lines: column('line_of_work'), premises: column('id') });
};
