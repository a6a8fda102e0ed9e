import type { Field } from '@moduan/schema';
import { say } from '../words/language';
import { w } from './words';

export interface Section {
  readonly name: string;
  readonly fields: readonly [string, Field][];
}

/** Fields of one section stand together, in the order in which the register names the sections. */
export const sectionsOf = (fields: readonly [string, Field][]): readonly Section[] => {
  const sections = new Map<string, [string, Field][]>();
  for (const entry of fields) {
    const name = entry[1].section ? say(entry[1].section) : w('facts');
    sections.set(name, [...(sections.get(name) ?? []), entry]);
  }
  return [...sections].map(([name, entries]) => ({ name, fields: entries }));
};
