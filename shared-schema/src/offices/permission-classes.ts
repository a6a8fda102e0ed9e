/**
 * What a permission is for. Who administers people, posts and accounts decides nothing of the business, and the other way
 * round; the places of the city are kept by either, and reading goes with both.
 */
export type PermissionClass = 'administrative' | 'business' | 'places' | 'reading';

const reading = /\.(read|export|reveal)$|^graph\./;
const administrative = /^(unit|person|role|appointment|deputy|account|setting|access-token|device-token)\./;
const places = /^(area|alias|grid|grid-staff)\./;

export function classOf(code: string): PermissionClass {
  if (reading.test(code)) return 'reading';
  if (administrative.test(code)) return 'administrative';
  return places.test(code) ? 'places' : 'business';
}

/** Codes of both kinds that no single role, and no single person, holds together; empty when there are none. */
export function mixOf(codes: readonly string[]): { readonly administrative: readonly string[]; readonly business: readonly string[] } | undefined {
  const of = (wanted: PermissionClass) => codes.filter((code) => classOf(code) === wanted);
  const [administrates, decides] = [of('administrative'), of('business')];
  return administrates.length && decides.length ? { administrative: administrates, business: decides } : undefined;
}
