import { invalidInput, isFresh, type FieldFault, type Row, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import type { GridStaff } from './grid-staff.entity';

/** A grid is looked after by people of its city, its town or a village of it: by nobody from another town. */
export const looksAfter = (personArea: string, grid: string): boolean => grid.startsWith(personArea) || personArea.startsWith(grid.slice(0, 9));

/** Who is posted must be there, and the grid too; the name and the number of grids come from what is known. */
export async function prepareStaff(db: Kysely<Tables>, records: readonly GridStaff[]): Promise<void> {
  const fresh = records.filter(isFresh);
  const people = await peopleOf(db, fresh.map(({ personId }) => personId));
  const open = await openGrids(db, fresh.map(({ areaCode }) => areaCode));
  for (const record of fresh) {
    const person = people.get(record.personId.toLowerCase());
    const faults = faultsOf(record, person, open);
    if (faults.length) throw invalidInput(faults);
    Object.assign(record, { personName: person!.name, hasLeft: false, grids: Number(person!.grids) + 1 });
  }
}

function faultsOf({ areaCode }: GridStaff, person: Row | undefined, open: ReadonlySet<string>): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!open.has(areaCode)) faults.push({ path: 'areaCode', message: { zh: '没有这个网格，请先登记网格', en: 'No such grid; enter the grid first' } });
  if (!person || person.ended_at) faults.push({ path: 'personId', message: { zh: '没有这个人员，或已离岗', en: 'No such person, or the person has left' } });
  else if (!looksAfter(person.area_code as string, areaCode)) faults.push({ path: 'personId', message: { zh: '这个人属于别的乡镇，请选本镇或市级人员', en: 'The person belongs to another town; choose somebody of this town or of the city' } });
  return faults;
}

async function peopleOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Row>> {
  if (!ids.length) return new Map();
  const { rows } = await sql<Row>`select id, name, area_code, ended_at,
      (select count(distinct area_code) from ${sql.table('grid_staff')} as staff where staff.person_id = person.id and staff.ended_at is null) as grids
    from ${sql.table('person_copy')} as person where id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id as string, row]));
}

async function openGrids(db: Kysely<Tables>, codes: readonly string[]): Promise<Set<string>> {
  if (!codes.length) return new Set();
  const rows = (await db.selectFrom('grid').select('area_code').where('area_code', '=', sql`any(${[...new Set(codes)]}::text[])` as never).where('ended_at', 'is', null).execute()) as Row[];
  return new Set(rows.map((row) => row.area_code as string));
}
