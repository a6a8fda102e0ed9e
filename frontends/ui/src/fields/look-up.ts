import { checkField, type Field } from '@moduan/schema';
import { ask } from '../graph/client';
import { findCard } from '../register/catalogue';
import { referenceSearchDocument } from '../register/documents';
import { say } from '../words/language';
import { browseAreas, findAreas, nameAreas } from './areas';

/** Something to choose: what is stored, how it is called, and where it stands. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** How far it stands below the first, in a source that is browsed. */
  readonly depth?: number;
  /** Whether others stand below it. */
  readonly opens?: boolean;
}
/** Where the choices of a field come from. */
export interface ChoiceSource {
  /** All choices, when they are few and known. */
  readonly all?: readonly Choice[];
  /** What stands around a value of a tree, or around the person's own when there is none; shown until something is typed. */
  readonly browse?: (value: string | undefined) => Promise<readonly Choice[]>;
  readonly find?: (text: string) => Promise<readonly Choice[]>;
  /** How values that are already chosen are called. */
  readonly name?: (values: readonly string[]) => Promise<readonly Choice[]>;
}

const areaSource: ChoiceSource = { browse: browseAreas, find: findAreas, name: nameAreas };

const referenceSource = (type: string): ChoiceSource => {
  const card = findCard(type);
  if (!card) return {};
  const query = async (filter: Record<string, unknown>) => {
    const { found } = await ask<{ found: { nodes: Record<string, string>[] } }>(referenceSearchDocument(type, card.many, card.title), { filter, first: 30 });
    return found.nodes.map((node) => ({ value: node['id']!, label: node[card.title] ?? node['id']! }));
  };
  return {
    find: (text) => query({ ended: false, ...(text && { search: text }) }),
    name: (ids) => query({ ids }),
  };
};

/** The choices of a field; nothing for a field that is typed. */
export const choicesOf = (field: Field): ChoiceSource | null => {
  if (field.kind === 'choice' || field.kind === 'choices') return { all: Object.entries(field.options).map(([value, label]) => ({ value, label: say(label) })) };
  if (field.kind === 'area') return areaSource;
  if (field.kind === 'reference' || field.kind === 'references') return referenceSource(field.to);
  return null;
};

/** What is wrong with a value, in the language of the page. */
export const faultOf = (field: Field, value: unknown) => {
  const fault = checkField(field, value);
  return fault && say(fault);
};
