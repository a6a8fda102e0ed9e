import { admit, compare, plainImport, readableFor, selectRecord, type ImportDefinition, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import { gridStaff } from './grid-staff.entity';
import { looksAfter } from './prepare-staff';

const plain = plainImport(gridStaff, []);

/** A list of who looks after which grid: people by their names or numbers, recognised when they are posted there already. */
export const gridStaffImport: ImportDefinition = {
  ...plain,
  async plan(context, db, rows, seen) {
    await findPeople(db, rows);
    await findPosted(context, db, rows, seen);
    for (const row of rows) admit(context, gridStaff, row);
  },
};

const fault = (row: ImportedRow, field: string, value: unknown, message: Label) => row.faults.push({ column: null, field, value: String(value), message });

/** The number is surer than the name; a name that several people of the grid's town have is not enough. */
async function findPeople(db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<void> {
  const given = [...new Set(rows.flatMap(({ values }) => (typeof values.personId === 'string' ? [values.personId] : [])))];
  if (!given.length) return;
  const { rows: found } = await sql<Row>`select id, name, staff_number, area_code from ${sql.table('person_copy')}
    where ended_at is null and (name = any(${given}::text[]) or staff_number = any(${given}::text[]))`.execute(db);
  for (const row of rows) {
    const { personId: asked, areaCode } = row.values as { personId?: string; areaCode?: string };
    if (asked === undefined) continue;
    const numbered = found.filter((person) => person.staff_number === asked);
    const fit = (numbered.length ? numbered : found.filter((person) => person.name === asked)).filter((person) => !areaCode || looksAfter(person.area_code as string, areaCode));
    Object.assign(row.values, { personId: fit.length === 1 ? fit[0]!.id : undefined });
    if (fit.length > 1) fault(row, 'personId', asked, { zh: `有 ${fit.length} 个人叫这个名字，请改填工号`, en: `${fit.length} people have this name; give the staff number` });
    if (!fit.length) fault(row, 'personId', asked, { zh: '本镇和市级都没有这个人员，请先在“人员”里登记', en: 'Nobody of this name in the town or the city; enter the person first' });
  }
}

/** A person has one post in a grid: a second row about them changes it, and twice in one file is a fault. */
async function findPosted(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[], seen: Map<string, number>): Promise<void> {
  const codes = [...new Set(rows.flatMap(({ values }) => (values.areaCode ? [values.areaCode as string] : [])))];
  const known = codes.length ? await postedIn(context, db, codes) : [];
  const posted = new Map(known.map((row) => [keyOf(row), row]));
  for (const row of rows) {
    if (!row.values.areaCode || !row.values.personId) continue;
    const key = keyOf(row.values);
    const twin = seen.get(key);
    if (twin !== undefined) fault(row, 'personId', row.values.personId, { zh: `与第 ${twin} 行重复`, en: `The same as row ${twin}` });
    else seen.set(key, row.number);
    compare(context, row, plain.fields, posted.get(key));
  }
}

const keyOf = ({ areaCode, personId }: Row) => `${String(areaCode)} ${String(personId)}`;

const postedIn = async (context: ServiceContext, db: Kysely<Tables>, codes: readonly string[]) =>
  (await selectRecord(readableFor(context, gridStaff, 'grid-staff.import', db), gridStaff)
    .where('area_code' as never, '=', sql`any(${codes}::text[])` as never)
    .where('ended_at' as never, 'is', null as never)
    .execute()) as Row[];
