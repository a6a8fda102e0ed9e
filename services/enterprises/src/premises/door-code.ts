import { findReadable, notFound, readable, type Row, type ServiceContext } from '@moduan/kernel';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Premises } from './premises.entity';
import { premisesThing } from './premises-thing';

/** The code on the door, in groups of four; for a whole page of records in one statement. */
export const doorCodeOf = (context: ServiceContext, id: string): Promise<string | null> =>
  context
    .loader('door codes', () =>
      new DataLoader<string, string | null>(async (ids) => {
        const rows = (await readable(context, premisesThing(context)).select(['id', 'door_code'] as never).where('id', '=', sql`any(${[...ids]}::uuid[])` as never).execute()) as Row[];
        const codes = new Map(rows.map((row) => [row.id as string, (row.door_code as string).replace(/(.{4})(?=.)/g, '$1-')]));
        return ids.map((each) => codes.get(each) ?? null);
      }))
    .load(id);

/** The premises on whose door a code stands; one that the caller can't read is not found, like a code that is none. */
export async function premisesAtDoor(context: ServiceContext, code: string): Promise<Premises> {
  const bare = code.replace(/[\s-]/g, '').toUpperCase().slice(0, 40);
  const row = (await readable(context, premisesThing(context)).select('id').where('door_code' as never, '=', bare as never).executeTakeFirst()) as Row | undefined;
  const found = row && (await findReadable(context, premisesThing(context), row.id as string));
  if (!found) throw notFound(premisesThing(context).register.label);
  return found as Premises;
}
