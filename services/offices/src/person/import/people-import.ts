import { admit, compare, resolveReferences, uuidv7, type ImportDefinition, type ImportedRow, type Row, type ServiceContext } from '@moduan/kernel';
import { people } from '../person.entity';
import { planAccounts } from './accounts-of-rows';
import { importFields, personNames, pick } from './import-fields';
import { keysOf, knownPeople, recognise, type KnownPerson } from './known-people';
import { planPosts } from './posts-of-rows';
import { takeUnitAreas } from './unit-areas';
import { writePeople } from './write-people';

/** A row with the person it is about: one who is there, or one who is new, whom other rows of the file may be about too. */
export interface PersonRow {
  readonly row: ImportedRow;
  readonly known: KnownPerson | undefined;
  /** Line that first names the person. */
  readonly first: number;
  /** Stands for the person while the rows are weighed. */
  readonly personId: string;
}

/** People with their posts and accounts: who is there already is recognised and gets the further post. */
export const peopleImport: ImportDefinition = {
  thing: people,
  fields: importFields,
  plan: async (context, db, rows, seen) => {
    await resolveReferences(context, db, importFields, context.things, rows);
    await takeUnitAreas(context, db, rows);
    const keys = rows.map((row) => keysOf(context, row));
    const known = await knownPeople(context, db, keys);
    const placeholders = new Map<number, string>();
    const meant = rows.map((row, at): PersonRow => {
      const found = recognise(keys[at]!, known);
      if ('fault' in found) row.faults.push({ column: null, field: found.fault.field, value: String(row.values[found.fault.field] ?? ''), message: found.fault });
      const person = 'person' in found ? found.person : undefined;
      const first = firstOf(row, seen, person ? [person.id] : wordsOf(keys[at]!));
      if (!placeholders.has(first)) placeholders.set(first, uuidv7());
      return { row, known: person, first, personId: person?.id ?? placeholders.get(first)! };
    });
    for (const each of meant) becomePerson(context, each);
    await planPosts(context, db, meant, seen);
    await planAccounts(context, db, meant, seen);
    for (const each of meant) settle(each);
  },
  write: writePeople,
};

const wordsOf = ({ idCard, staffNumber, phone, name, unitId }: ReturnType<typeof keysOf>): string[] =>
  idCard ? [`card ${idCard}`] : staffNumber ? [`number ${staffNumber}`] : [phone ? `phone ${phone} ${name}` : `name ${name} ${unitId}`];

/** The line that first names a person of this file. */
function firstOf({ number }: ImportedRow, seen: Map<string, number>, words: readonly string[]): number {
  const known = words.map((word) => seen.get(`person ${word}`)).find((line) => line !== undefined);
  for (const word of words) if (!seen.has(`person ${word}`)) seen.set(`person ${word}`, number);
  return known ?? number;
}

const PLACE = ['unitId', 'areaCode'];

/** What the row says of the person: all of it of a new one; of one who is there what differs, but a row with a post moves nobody to its unit. */
function becomePerson(context: ServiceContext, { row, known, first }: PersonRow): void {
  const own = pick(row.values, row.values.post === undefined ? personNames : personNames.filter((name) => !known || !PLACE.includes(name)));
  if (!known) {
    admit(context, people, row);
    row.becomes = { ...own };
    return;
  }
  if (first !== row.number) {
    // The line before it has said who it is.
    row.becomes = {};
    if (!row.faults.length) row.outcome = 'UNCHANGED';
    return;
  }
  const compared = { ...row, values: own };
  compare(context, compared, importFields, known);
  Object.assign(row, { matchId: compared.matchId, known: compared.known, matched: compared.matched, becomes: compared.becomes, outcome: compared.outcome } satisfies Partial<ImportedRow>);
}

/** What the row adds beside the person decides whether there is anything to write. */
function settle({ row, known, first }: PersonRow): void {
  if (row.faults.length || row.outcome === 'ELSEWHERE') return;
  const adds = row.becomes.post !== undefined || row.becomes.username !== undefined;
  const hidden: Row = known ? { personId: known.id } : { personRow: first };
  if (!known) {
    const again = first !== row.number;
    if (again && !adds) row.faults.push({ column: null, field: 'name', value: String(row.values.name ?? ''), message: { zh: `与第 ${first} 行重复`, en: `The same as row ${first}` } });
    row.becomes = { ...row.becomes, ...hidden };
  } else if (adds) {
    row.outcome = row.matchId ? 'AMEND' : 'CREATE';
    row.becomes = { ...row.becomes, ...(row.matchId ? {} : { name: known.name }), ...hidden };
  }
}
