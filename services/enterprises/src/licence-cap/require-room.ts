import { invalidInput, isChanging, isFresh, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { licenceKinds } from '@moduan/schema/enterprises/licence';
import { today } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import type { Licence } from '../licence/licence.entity';

interface Cap {
  readonly id: string;
  readonly kind: string;
  readonly area_code: string;
  readonly name: string;
  readonly most: number;
  readonly used: number;
}

const isValid = ({ validUntil, endedAt }: Licence): boolean => !endedAt && (!validUntil || validUntil >= today());
const takesRoom = (licence: Licence): boolean => isValid(licence) && (isFresh(licence) || isChanging(licence, 'kind', 'validUntil'));

/**
 * A licence beyond the cap of its kind is refused, in every area around it. The caps are locked until it is written, so that
 * of many who enter the last one at once only one does.
 */
export async function requireRoom(db: Kysely<Tables>, licences: readonly Licence[], _context: ServiceContext): Promise<void> {
  const asking = licences.filter(takesRoom);
  if (!asking.length) return;
  const kinds = [...new Set(asking.map(({ kind }) => kind as string))];
  const capped = (await db.selectFrom('licence_cap').select(['id']).where('ended_at', 'is', null).where('kind', '=', sql`any(${kinds}::text[])` as never).orderBy('id').forUpdate().execute()) as Row[];
  if (!capped.length) return;
  // Counted after the locks were got: who held them before has written what he entered.
  for (const cap of await usedOf(db, capped.map(({ id }) => id as string), asking.map(({ id }) => id))) {
    const more = asking.filter(({ kind, areaCode }) => kind === cap.kind && areaCode?.startsWith(cap.area_code)).length;
    if (more && cap.used + more > cap.most) throw invalidInput([{ path: 'kind', message: full(cap, more) }]);
  }
}

async function usedOf(db: Kysely<Tables>, capIds: readonly string[], but: readonly string[]): Promise<readonly Cap[]> {
  const { rows } = await sql<Cap>`select cap.id, cap.kind, cap.area_code, cap.most, coalesce((select name from area_copy where code = cap.area_code and ended_at is null limit 1), cap.area_code) as name,
      (select count(*)::int from licence where licence.kind = cap.kind and licence.ended_at is null and starts_with(licence.area_code, cap.area_code)
        and (licence.valid_until is null or licence.valid_until >= ${today()}::date) and licence.id <> all(${but}::uuid[])) as used
    from licence_cap as cap where cap.id = any(${capIds}::uuid[])`.execute(db);
  return rows;
}

function full({ kind, name, most, used }: Cap, more: number): Label {
  const { zh, en } = (licenceKinds as Readonly<Record<string, Label>>)[kind]!;
  return {
    zh: `${name}的“${zh}”总量为 ${most} 件，已有 ${used} 件，再登记 ${more} 件就超出了`,
    en: `The cap of “${en}” in ${name} is ${most}; ${used} stand there already, ${more} more would exceed it`,
  };
}
