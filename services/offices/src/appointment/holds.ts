import type { Row, Tables } from '@moduan/kernel';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { mixOf } from '@moduan/schema/offices/permission-classes';
import { sql, type Kysely } from 'kysely';

/** A role held by a person from one day to another, both included; without an end while it is open. */
export interface Holding {
  readonly personId: string;
  readonly roleId: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** The appointment itself, which does not stand in its own way. */
  readonly appointmentId?: string;
  /** Or the standing in for somebody. */
  readonly deputyId?: string;
}

const FOREVER = '9999-12-31';
const overlap = (one: { startsOn: string; endsOn: string | null }, other: { startsOn: string; endsOn: string | null }) => one.startsOn <= (other.endsOn ?? FOREVER) && other.startsOn <= (one.endsOn ?? FOREVER);

/**
 * Of the holdings those that would give one person administration and business at once, beside what the person holds or
 * stands in for by then; `changed` has the permissions of roles that are about to change. The roles wanted are locked, and
 * then the people: two appointments at the same moment come one after the other, and so does a change of the role.
 */
export async function conflicting(db: Kysely<Tables>, wanted: readonly Holding[], changed: ReadonlyMap<string, readonly string[]> = new Map()): Promise<Holding[]> {
  if (!wanted.length) return [];
  await lockRoles(db, wanted.map(({ roleId }) => roleId).filter((id) => !changed.has(id)));
  const people = [...new Set(wanted.map(({ personId }) => personId))];
  await db.selectFrom('person').select('id').where('id', '=', sql`any(${people}::uuid[])` as never).orderBy('id').forUpdate().execute();
  const held = [...(await holdingsOf(db, people)).filter((one) => !wanted.some((other) => isSame(one, other))), ...wanted];
  const permissions = new Map<string, readonly string[]>([...(await permissionsOf(db, [...new Set(held.map(({ roleId }) => roleId))])), ...changed]);
  return wanted.filter((one) =>
    held.some((other) => other.personId === one.personId && !isSame(one, other) && overlap(one, other) && mixOf([...(permissions.get(one.roleId) ?? []), ...(permissions.get(other.roleId) ?? [])]) !== undefined),
  );
}

const isSame = (one: Holding, other: Holding) =>
  one === other || (one.appointmentId !== undefined && one.appointmentId === other.appointmentId) || (one.deputyId !== undefined && one.deputyId === other.deputyId);

/** Until the appointment stands, nobody changes what its role allows. */
const lockRoles = (db: Kysely<Tables>, ids: readonly string[]) => db.selectFrom('role').select('id').where('id', '=', sql`any(${[...new Set(ids)]}::uuid[])` as never).orderBy('id').forShare().execute();

/** Who stands in, or will, for the holders of appointments. */
export async function deputiesOf(db: Kysely<Tables>, appointmentIds: readonly string[]): Promise<(Omit<Holding, 'roleId' | 'appointmentId'> & { readonly of: string })[]> {
  const { rows } = await sql<Row>`
    select id, person_id, appointment_id, starts_on::text, ends_on::text from ${sql.table('deputy')}
      where appointment_id = any(${appointmentIds}::uuid[]) and ended_at is null order by id`.execute(db);
  return rows.map((row) => ({ deputyId: row.id as string, personId: row.person_id as string, startsOn: row.starts_on as string, endsOn: row.ends_on as string, of: row.appointment_id as string }));
}

/** What people hold now and will hold: their own posts and those in which they stand in for others. */
async function holdingsOf(db: Kysely<Tables>, people: readonly string[]): Promise<Holding[]> {
  const { rows } = await sql<Row>`
    select person_id, role_id, starts_on::text, ends_on::text, id as appointment_id, null::uuid as deputy_id from ${sql.table('appointment')}
      where person_id = any(${people}::uuid[]) and ended_at is null
    union all
    select deputy.person_id, appointment.role_id, deputy.starts_on::text, deputy.ends_on::text, null, deputy.id
      from ${sql.table('deputy')} as deputy join ${sql.table('appointment')} as appointment on appointment.id = deputy.appointment_id
      where deputy.person_id = any(${people}::uuid[]) and deputy.ended_at is null and appointment.ended_at is null`.execute(db);
  return rows.map((row) => ({
    personId: row.person_id as string, roleId: row.role_id as string, startsOn: row.starts_on as string, endsOn: row.ends_on as string | null,
    ...(row.appointment_id ? { appointmentId: row.appointment_id as string } : {}), ...(row.deputy_id ? { deputyId: row.deputy_id as string } : {}),
  }));
}

async function permissionsOf(db: Kysely<Tables>, roles: readonly string[]): Promise<Map<string, string[]>> {
  const rows = (await db.selectFrom('role').select(['id', 'permissions']).where('id', '=', sql`any(${roles}::uuid[])` as never).where('ended_at', 'is', null).execute()) as Row[];
  return new Map(rows.map((row) => [row.id as string, (row.permissions as string[]).map(permissionCode)]));
}
