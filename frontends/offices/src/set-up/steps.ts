import type { AnyRegister } from '@moduan/ui';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { areaRegister } from '@moduan/schema/grids/area';
import { gridRegister } from '@moduan/schema/grids/grid';
import { gridStaffRegister } from '@moduan/schema/grids/grid-staff';
import { personRegister } from '@moduan/schema/offices/person';
import { unitRegister } from '@moduan/schema/offices/unit';

export type StepKey = 'areas' | 'units' | 'people' | 'grids' | 'premises';

/** One step: the registers whose files it takes, what is asked of the graph, and what it needs before it. */
export interface Step {
  readonly key: StepKey;
  readonly registers: readonly AnyRegister[];
  readonly needs: readonly ('needAreas' | 'needUnits' | 'needRoles')[];
  readonly counts: string;
}

export const steps: readonly Step[] = [
  { key: 'areas', registers: [areaRegister], needs: [], counts: 'query SetUpAreas { all: areas(filter: { ended: false }, first: 1) { totalCount } towns: areas(filter: { level: [TOWN], ended: false }, first: 200) { nodes { code name } } }' },
  { key: 'units', registers: [unitRegister], needs: ['needAreas'], counts: 'query SetUpUnits { all: units(filter: { ended: false }, first: 1) { totalCount } summary: unitSummary(filter: { ended: false }) { by(dimension: AREA_TOWN) { value count } } }' },
  { key: 'people', registers: [personRegister], needs: ['needUnits', 'needRoles'], counts: 'query SetUpPeople { all: people(filter: { ended: false }, first: 1) { totalCount } roles(filter: { ended: false }, first: 1) { totalCount } waiting: accounts(filter: { passwordState: [NONE], ended: false }, first: 1) { totalCount } }' },
  { key: 'grids', registers: [gridRegister, gridStaffRegister], needs: ['needAreas'], counts: 'query SetUpGrids { all: grids(filter: { ended: false }, first: 1) { totalCount } unstaffed: grids(filter: { staffing: [NONE], ended: false }, first: 1) { totalCount } }' },
  { key: 'premises', registers: [premisesRegister], needs: ['needAreas'], counts: 'query SetUpPremises { all: premisesList(filter: { ended: false }, first: 1) { totalCount } placeless: premisesList(filter: { placed: [CITY], ended: false }, first: 1) { totalCount } }' },
];

const runs = {
  grids: 'query SetUpGridsUploads($register: String!) { runs: gridsImports(register: $register, first: 1) { id state fileName counts { faulty duplicate } } }',
  offices: 'query SetUpOfficesUploads($register: String!) { runs: officesImports(register: $register, first: 1) { id state fileName counts { faulty duplicate } } }',
  enterprises: 'query SetUpEnterprisesUploads($register: String!) { runs: enterprisesImports(register: $register, first: 1) { id state fileName counts { faulty duplicate } } }',
} as const;
export const runsOf = ({ service }: AnyRegister): string => runs[service as keyof typeof runs];

interface Count {
  readonly totalCount: number;
}
/** What the steps' questions answer; of what the person may not read nothing. */
export interface Counts {
  readonly all: Count;
  readonly towns?: { readonly nodes: readonly { readonly code: string; readonly name: string }[] };
  readonly summary?: { readonly by: readonly { readonly value: string | null; readonly count: number }[] };
  readonly roles?: Count;
  readonly waiting?: Count;
  readonly unstaffed?: Count;
  readonly placeless?: Count;
}
export interface Upload {
  readonly id: string;
  readonly state: string;
  readonly fileName: string;
  readonly counts: { readonly faulty: number; readonly duplicate: number };
}

/** What is missing before a step can do its work; it is said, nothing is locked. */
export const missingBefore = ({ needs }: Step, counts: Partial<Record<StepKey, Counts>>): readonly Step['needs'][number][] =>
  needs.filter((need) => {
    if (need === 'needAreas') return counts.areas?.all.totalCount === 0;
    // The bureau itself is there from the first page on.
    if (need === 'needUnits') return (counts.units?.all.totalCount ?? 2) < 2;
    return (counts.people?.roles?.totalCount ?? 2) < 2;
  });

/** Towns in which no unit stands. */
export const townsWithoutUnit = ({ areas, units }: Partial<Record<StepKey, Counts>>): readonly string[] => {
  if (!areas?.towns || !units?.summary) return [];
  const has = new Set(units.summary.by.filter(({ count }) => count > 0).map(({ value }) => value));
  return areas.towns.nodes.filter(({ code }) => !has.has(code)).map(({ name }) => name);
};
