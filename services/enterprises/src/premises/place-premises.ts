import type { Label } from '@moduan/schema';
import { findManyForUpdate, forbidden, invalidInput, mayInArea, reasonFault, unitOfWorkOnMany, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import { markSole } from '../department-rule/sole-supervision';
import { follow } from '../transfer-request/follow';
import { placeFault } from './require-places';
import { premises, type Premises } from './premises.entity';
import { unplaced } from './unplaced-premises';

/** At most this many premises are placed at once. */
export const PLACED_AT_ONCE = 2000;

export interface PlaceInput {
  readonly ids?: readonly string[] | null;
  readonly oldPlaceName?: string | null;
  readonly areaCode: string;
  readonly reason?: string | null;
  readonly clientMutationId?: string;
}

export interface Refusal {
  readonly id: string;
  /** Absent for a premises that the caller can't read. */
  readonly name: string | null;
  readonly message: Label;
}

export interface Placing {
  readonly placed: readonly Premises[];
  readonly refused: readonly Refusal[];
}

/**
 * Places premises, by their ids or by the old name that their addresses share: from the city to a town, from there to a
 * village or grid. Placing only refines, so what somebody else has placed elsewhere meanwhile is left where it is.
 */
export async function placePremises(context: ServiceContext, input: PlaceInput): Promise<Placing> {
  requireOneWay(input);
  const refused: Refusal[] = [];
  const attempt = { action: 'premises.place', thing: premises, input, reason: input.reason?.trim() || null };
  const placed = await unitOfWorkOnMany(context, attempt, async (work) => {
    await requirePlace(context, work.db, input.areaCode);
    const ids = input.ids ? [...new Set(input.ids.map((id) => id.toLowerCase()))] : await unplacedOf(context, work.db, input.oldPlaceName!);
    const records = await findManyForUpdate(work, context, premises, ids);
    const missing = ids.filter((id) => !records.some((record) => record.id === id));
    refused.push(...missing.map((id) => ({ id, name: null, message: { zh: '没有这家企业或商铺，或不在您的辖区', en: 'No such premises, or it is outside your area' } })));
    const fit = records.filter((record) => {
      const message = refusalOf(context, record, input.areaCode);
      if (message) refused.push({ id: record.id, name: record.name, message });
      return !message;
    });
    for (const record of fit) {
      Object.assign(record, { areaCode: input.areaCode, updatedAt: new Date() });
      Object.assign(record, premises.derive?.(record));
    }
    await markSole(work.db, fit);
    await follow(work.db, fit);
    return fit;
  });
  return { placed, refused };
}

function requireOneWay({ ids, oldPlaceName, reason }: PlaceInput): void {
  const message = { zh: `请选 1–${PLACED_AT_ONCE} 家，或给出地址里的旧地名`, en: `Choose 1 to ${PLACED_AT_ONCE} premises, or give the old name in their addresses` };
  const count = ids?.length ?? 0;
  const faults = [...(Boolean(oldPlaceName) === count > 0 || count > PLACED_AT_ONCE ? [{ path: 'ids', message }] : []), ...[reasonFault(reason, false) ?? []].flat()];
  if (faults.length) throw invalidInput(faults);
}

async function requirePlace(context: ServiceContext, db: Kysely<Tables>, areaCode: string): Promise<void> {
  const fault = await placeFault(db, areaCode);
  if (fault) throw invalidInput([{ path: 'areaCode', message: fault }]);
  if (!mayInArea('premises.place')(context.actor, { areaCode })) throw forbidden('place');
}

function refusalOf(context: ServiceContext, record: Premises, areaCode: string): Label | undefined {
  if (record.endedAt) return { zh: '已终止', en: 'It has ended' };
  if (record.areaCode === areaCode || !areaCode.startsWith(record.areaCode))
    return { zh: '已落位在别处；需要时用“调整网格”', en: 'It is placed elsewhere already; move it if that is wrong' };
  return premises.policy.place!(context.actor, record) ? undefined : { zh: '您的岗位不能给它落位', en: 'Your post may not place it' };
}

async function unplacedOf(context: ServiceContext, db: Kysely<Tables>, oldPlaceName: string): Promise<string[]> {
  const rows = (await unplaced(context, db).select('id').where('old_place_name' as never, '=', oldPlaceName as never).orderBy('id').limit(PLACED_AT_ONCE).execute()) as Row[];
  return rows.map(({ id }) => id as string);
}
