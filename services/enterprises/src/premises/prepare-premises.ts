import { isChanging, isFresh, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import { follow } from '../transfer-request/follow';
import { linkOperators } from '../operator/link-operators';
import { markSole } from '../department-rule/sole-supervision';
import { areasOf, oldPlaceIn } from '../placement/area-evidence';
import { requirePlaces } from './require-places';
import type { Premises } from './premises.entity';

/** What follows from premises that are entered or changed: their operators, the old names in their addresses, where their licences stand. */
export async function preparePremises(db: Kysely<Tables>, records: readonly Premises[], context: ServiceContext): Promise<void> {
  await requirePlaces(db, records.filter(isFresh).map(({ areaCode }) => areaCode));
  await linkOperators(db, records.filter((record) => !record.operatorId || isChanging(record, 'creditCode')), context);
  await readOldPlaces(db, records.filter((record) => isFresh(record) || isChanging(record, 'address') || isUnplaced(record)), context);
  await markSole(db, records.filter((record) => isFresh(record) || isChanging(record, 'kind', 'tags', 'industryCode', 'areaCode')));
  await follow(db, records.filter((record) => !isFresh(record) && isChanging(record, 'areaCode', 'lineOfWork')));
}

/** In no town, and nothing known of why: a name recorded since may tell. */
const isUnplaced = ({ placed, oldPlaceName }: Premises): boolean => placed === 'CITY' && !oldPlaceName;

async function readOldPlaces(db: Kysely<Tables>, records: readonly Premises[], context: ServiceContext): Promise<void> {
  if (!records.length) return;
  const areas = await areasOf(context, db);
  for (const record of records) Object.assign(record, { oldPlaceName: record.address ? oldPlaceIn(areas, record.address) : null });
}
