import { type DivisionRow, MAIN_TOWN, villagesOf } from './areas';
import { committeeOf, emergencyOffice, GROUP_HEAD, type PersonRow } from './offices';
import type { Grid } from './tiling';

export interface GridPosting {
  readonly areaCode: string;
  readonly post: 'LEADER' | 'SAFETY_OFFICER' | 'CADRE';
  /** Staff number of the person. */
  readonly personId: string;
  readonly since: string;
}

const SINCE = '2026-01-01';
/** Every so many grids have nobody yet, no safety officer, or one cadre too few. */
const [VACANT, NO_OFFICER, ONE_CADRE] = [67, 23, 11];

/** Who looks after the grids of the main town: heads of village groups, the village's officer, cadres of the emergency office; a few posts are open. */
export function makeGridStaff(rows: readonly DivisionRow[], grids: readonly Grid[], people: readonly PersonRow[]): GridPosting[] {
  const names = new Map(villagesOf(rows, MAIN_TOWN).map(({ code, name }) => [code, name]));
  const cadres = people.filter(({ unitId }) => unitId === emergencyOffice('新市镇'));
  return grids.flatMap(({ areaCode }, i): GridPosting[] => {
    const number = i + 1;
    if (number % VACANT === 0) return [];
    const ofVillage = people.filter(({ unitId }) => unitId === committeeOf(names.get(areaCode.slice(0, 12))!));
    const heads = ofVillage.filter(({ title }) => title === GROUP_HEAD);
    const officer = ofVillage.find(({ title }) => title !== GROUP_HEAD)!;
    const posted = (post: GridPosting['post'], { staffNumber }: PersonRow): GridPosting => ({ areaCode, post, personId: staffNumber, since: SINCE });
    return [
      posted('LEADER', heads[i % heads.length]!),
      ...(number % NO_OFFICER === 0 ? [] : [posted('SAFETY_OFFICER', officer)]),
      posted('CADRE', cadres[i % cadres.length]!),
      ...(number % ONE_CADRE === 0 ? [] : [posted('CADRE', cadres[(i + 1) % cadres.length]!)]),
    ];
  });
}
