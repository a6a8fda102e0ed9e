/** From this many stars on the emergency office supervises; below, and the ungraded, the village committee. */
export const OFFICE_FROM_STARS = 3;

/** Stars are for enterprises; shops, houses and everything else stand under the village. */
export const supervisorOf = (kind: string, stars: number | null): 'OFFICE' | 'VILLAGE' =>
  kind === 'ENTERPRISE' && stars !== null && stars >= OFFICE_FROM_STARS ? 'OFFICE' : 'VILLAGE';
