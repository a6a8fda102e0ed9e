export { areaRange } from '@moduan/schema/codes';

/** One reach of a person: everything below an area prefix, narrowed to lines of work or to named premises when given. */
export interface Grant {
  /** Division code of 2 to 15 digits; everything that begins with it is inside. */
  readonly prefix: string;
  readonly lines?: readonly string[];
  readonly premises?: readonly string[];
}

/** Where a person may read and act. Empty means nowhere. */
export type Jurisdiction = readonly Grant[];

export interface Placed {
  readonly areaCode: string | null;
  readonly lineOfWork?: string | null;
  readonly premisesId?: string | null;
}

const covers = (grant: Grant, record: Placed) =>
  grant.prefix !== '' &&
  typeof record.areaCode === 'string' &&
  record.areaCode.startsWith(grant.prefix) &&
  (!grant.lines || grant.lines.includes(record.lineOfWork ?? '')) &&
  (!grant.premises || grant.premises.includes(record.premisesId ?? ''));

/** True when a grant reaches the record; a record without an area is inside of nobody's. */
export const within = (jurisdiction: Jurisdiction, record: Placed) =>
  jurisdiction.some((grant) => covers(grant, record));

/** True when a whole area, not narrowed to lines or premises, is inside. */
export const reaches = (jurisdiction: Jurisdiction, areaCode: string) =>
  jurisdiction.some((grant) => grant.prefix !== '' && !grant.lines && !grant.premises && areaCode.startsWith(grant.prefix));
