import type { Fields, Label } from '@moduan/schema';
import { columnLetter } from '../export/writing/sheet-xml';
import type { ImportDefinition } from './definition';
import { GEOMETRY_HEADING } from './reading';

/** A column of a file and the field that it fills. */
export interface ImportColumn {
  readonly index: number;
  readonly letter: string;
  readonly heading: string;
  readonly field: string | null;
  /** Why it is not stored. */
  readonly note: Label | null;
}

export const NOTES = {
  blank: { zh: '没有表头', en: 'No heading' },
  known: { zh: '已知，不存入', en: 'Known, not stored' },
  unknown: { zh: '没有认出，不存入；可以自己指定', en: 'Not recognised and not stored; you can assign it' },
  chosen: { zh: '不存入', en: 'Not stored' },
} as const satisfies Record<string, Label>;

const fold = (heading: string) => heading.replace(/[\s*＊（(].*$/u, '').toLowerCase() || heading.toLowerCase();

/** Headings of a field: its own name first, then those under which ledgers carry it. */
function headingsOf(fields: Fields): { exact: Map<string, string>; other: Map<string, string[]> } {
  const exact = new Map<string, string>();
  const other = new Map<string, string[]>();
  for (const [name, field] of Object.entries(fields)) {
    for (const heading of [field.zh, field.en, name]) if (!exact.has(fold(heading))) exact.set(fold(heading), name);
    const headings = field.kind === 'geometry' ? [...(field.headings ?? []), GEOMETRY_HEADING] : (field.headings ?? []);
    for (const heading of new Set(headings)) other.set(fold(heading), [...(other.get(fold(heading)) ?? []), name]);
  }
  return { exact, other };
}

export function recogniser(definition: ImportDefinition): (heading: string) => boolean {
  const { exact, other } = headingsOf(definition.fields);
  return (heading) => exact.has(fold(heading)) || other.has(fold(heading));
}

/** Which column fills which field: exact names first, then other headings; each field once. */
export function recogniseColumns(definition: ImportDefinition, headings: readonly string[]): ImportColumn[] {
  const { exact, other } = headingsOf(definition.fields);
  const taken = new Map<string, number>();
  const chosen = headings.map((heading, index) => {
    const field = exact.get(fold(heading));
    if (!heading || !field || taken.has(field)) return null;
    taken.set(field, index);
    return field;
  });
  return headings.map((heading, index) => {
    let field = chosen[index] ?? null;
    if (!field && heading) {
      field = other.get(fold(heading))?.find((candidate) => !taken.has(candidate)) ?? null;
      if (field) taken.set(field, index);
    }
    const known = definition.passedOver?.includes(fold(heading));
    const note = field ? null : heading === '' ? NOTES.blank : known ? NOTES.known : NOTES.unknown;
    return { index, letter: columnLetter(index), heading, field, note };
  });
}
