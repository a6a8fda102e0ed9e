import { writeRecords, type ImportSource, type Row, type RowToWrite, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import { accounts } from '../../account/account.entity';
import { appointments } from '../../appointment/appointment.entity';
import { people } from '../person.entity';
import { personNames, pick } from './import-fields';
import { appointmentOf } from './posts-of-rows';

/** People first, then their posts, then their accounts: each with its own trail, as if entered by hand. */
export async function writePeople(context: ServiceContext, db: Kysely<Tables>, rows: readonly RowToWrite[], source: ImportSource): Promise<void> {
  const ids = await writePersons(context, db, rows, source);
  const idOf = ({ becomes, matchId }: RowToWrite) => (matchId ?? becomes.personId ?? ids.get(becomes.personRow as number)) as string;
  const withPost = rows.filter(({ becomes }) => becomes.post !== undefined);
  await writeRecords(context, db, appointments, withPost.map((row) => ({ number: row.number, matchId: null, becomes: appointmentOf(row.becomes, idOf(row)) })), source);
  const withAccount = rows.filter(({ becomes }) => becomes.username !== undefined);
  const areas = new Map(rows.flatMap(({ becomes }) => (becomes.areaCode === undefined ? [] : [[becomes.personRow, becomes.areaCode] as const])));
  const areaOf = await areasOf(db, withAccount.map(idOf));
  const accountOf = (row: RowToWrite): Row => ({ username: row.becomes.username, personId: idOf(row), areaCode: areaOf.get(idOf(row)) ?? areas.get(row.becomes.personRow) });
  await writeRecords(context, db, accounts, withAccount.map((row) => ({ number: row.number, matchId: null, becomes: accountOf(row) })), source);
}

/** Those who are new, each by the first of their rows that is written, and those of whom something changes; who is new by line. */
async function writePersons(context: ServiceContext, db: Kysely<Tables>, rows: readonly RowToWrite[], source: ImportSource): Promise<Map<number, string>> {
  const lines = new Set<unknown>();
  const fresh = rows.filter(({ matchId, becomes: { personRow } }) => {
    if (matchId !== null || personRow === undefined || lines.has(personRow)) return false;
    lines.add(personRow);
    return true;
  });
  const amended = rows.filter(({ matchId, becomes }) => matchId !== null && Object.keys(pick(becomes, personNames)).length > 0);
  const persons = [...fresh, ...amended];
  const records = await writeRecords(context, db, people, persons.map((row) => ({ ...row, becomes: pick(row.becomes, personNames) })), source);
  return new Map(fresh.map(({ becomes }, at) => [becomes.personRow as number, records[at]!.id]));
}

async function areasOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = (await db.selectFrom('person').select(['id', 'area_code']).where('id', 'in', [...new Set(ids)] as never).execute()) as Row[];
  return new Map(rows.map((row) => [row.id as string, row.area_code as string]));
}
