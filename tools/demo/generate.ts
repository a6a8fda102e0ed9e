import { areaAliasRegister } from '@moduan/schema/grids/area-alias';
import { areaRegister } from '@moduan/schema/grids/area';
import { gridStaffRegister } from '@moduan/schema/grids/grid-staff';
import { gridRegister } from '@moduan/schema/grids/grid';
import { insuranceRegister } from '@moduan/schema/enterprises/insurance';
import { licenceCapRegister } from '@moduan/schema/enterprises/licence-cap';
import { licenceRegister } from '@moduan/schema/enterprises/licence';
import { postDutyRegister } from '@moduan/schema/enterprises/post-duty';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { riskPointRegister } from '@moduan/schema/enterprises/risk-point';
import { starChangeRegister } from '@moduan/schema/enterprises/star-change';
import { stockLimitRegister } from '@moduan/schema/enterprises/stock-limit';
import { trainedSellerRegister } from '@moduan/schema/enterprises/trained-seller';
import { appointmentRegister } from '@moduan/schema/offices/appointment';
import { personRegister } from '@moduan/schema/offices/person';
import { roleRegister } from '@moduan/schema/offices/role';
import { unitRegister } from '@moduan/schema/offices/unit';
import { type AccountRow, makeAccounts } from './accounts';
import { type AreaNameRow, areaNames, type DivisionRow, divisions, MAIN_TOWN } from './areas';
import { type GridPosting, makeGridStaff } from './grid-staff';
import { makeOffices, type Offices, type UnitRow } from './offices';
import { makePremises, type PremisesRow } from './premises';
import { type Grading, type LicenceRow, makeGradings, makeLicences } from './records-of-premises';
import { type CapRow, makeBelongings, makeCaps, makeTwins } from './records-beside';
import { asTable, type TableRow } from './register-table';
import { demoRoles, type RoleRow } from './roles';
import { type Grid, gridsGeoJson, makeGrids } from './tiling';

export const DEMO_SEED = 430_681;

export interface DemoCity extends Offices {
  /** The premises of the enterprise's own officer, by name. */
  readonly ownPremises: string;
  readonly areas: readonly DivisionRow[];
  readonly areaNames: readonly AreaNameRow[];
  readonly roles: readonly RoleRow[];
  readonly accounts: readonly AccountRow[];
  readonly grids: readonly Grid[];
  readonly gridStaff: readonly GridPosting[];
  readonly premises: readonly PremisesRow[];
  readonly licences: readonly LicenceRow[];
  readonly gradings: readonly Grading[];
  readonly belongings: ReturnType<typeof makeBelongings>;
  readonly caps: readonly CapRow[];
  /** Entered twice, to be found as duplicates. */
  readonly twins: readonly PremisesRow[];
}

/** The demonstration city: real divisions, everything else invented; the same for the same seed. */
export function generateCity(seed = DEMO_SEED): DemoCity {
  const areas = divisions();
  const offices = makeOffices(areas, seed);
  const grids = makeGrids(areas, seed);
  const made = makePremises(areas, grids, seed);
  const [premises, licences, gradings] = [made.map(({ row }) => row), makeLicences(made, seed), makeGradings(made, seed)];
  return {
    ...offices, areas, areaNames: areaNames(), roles: demoRoles, accounts: makeAccounts(offices), grids, gridStaff: makeGridStaff(areas, grids, offices.people), premises,
    gradings, licences, belongings: makeBelongings(made, seed), caps: makeCaps(licences), twins: makeTwins(premises), ownPremises: premises.find(({ name, kind, areaCode }) => kind === 'ENTERPRISE' && areaCode.startsWith(MAIN_TOWN) && gradings.some(({ premisesName }) => premisesName === name) && licences.some(({ premisesId: its }) => its === name))!.name,
  };
}

/** Units by their depth: a unit can only name one above that is there already. */
function unitsByDepth(units: readonly UnitRow[]): UnitRow[][] {
  const parents = new Map(units.map(({ name, parentId }) => [name, parentId]));
  const depth = (name: string): number => (parents.get(name) ? 1 + depth(parents.get(name)!) : 0);
  const waves: UnitRow[][] = [];
  for (const unit of units) (waves[depth(unit.name)] ??= []).push(unit);
  return waves;
}

/** The city as tables for the imports, in the order in which they must go in: what is named by another stands before it. */
export function cityTables(city: DemoCity) {
  const table = (service: string, many: string, rows: TableRow[]) => ({ service, many, rows });
  const level = { city: 'CITY', town: 'TOWN', village: 'VILLAGE', grid: 'GRID' } as Readonly<Record<string, string>>;
  return [
    table('grids', areaRegister.many, asTable(areaRegister, city.areas.map((area) => ({ ...area, level: level[area.level], parentCode: area.parent })))),
    table('grids', areaAliasRegister.many, asTable(areaAliasRegister, city.areaNames)),
    table('offices', roleRegister.many, asTable(roleRegister, city.roles)),
    ...unitsByDepth(city.units).map((units) => table('offices', unitRegister.many, asTable(unitRegister, units))),
    table('offices', personRegister.many, asTable(personRegister, city.people)),
    table('offices', appointmentRegister.many, asTable(appointmentRegister, city.appointments)),
    table('grids', gridRegister.many, asTable(gridRegister, city.grids)),
    table('grids', gridStaffRegister.many, asTable(gridStaffRegister, city.gridStaff)),
    table('enterprises', premisesRegister.many, asTable(premisesRegister, city.premises)),
    table('enterprises', licenceRegister.many, asTable(licenceRegister, city.licences)),
    table('enterprises', licenceCapRegister.many, asTable(licenceCapRegister, city.caps)),
    table('enterprises', insuranceRegister.many, asTable(insuranceRegister, city.belongings.insurances)),
    table('enterprises', riskPointRegister.many, asTable(riskPointRegister, city.belongings.riskPoints)),
    table('enterprises', postDutyRegister.many, asTable(postDutyRegister, city.belongings.postDuties)),
    table('enterprises', stockLimitRegister.many, asTable(stockLimitRegister, city.belongings.stockLimits)),
    table('enterprises', trainedSellerRegister.many, asTable(trainedSellerRegister, city.belongings.sellers)),
    table('enterprises', starChangeRegister.many, city.gradings.map(gradingRow)),
  ];
}

const { premisesId, starsAfter, reason } = starChangeRegister.fields;
/** The import of gradings asks for what an office has in its list: name and code, stars, reason. */
const gradingRow = ({ premisesName, creditCode, stars, reason: why }: Grading): TableRow => ({
  [premisesId.zh]: premisesName, [premisesRegister.fields.creditCode.zh]: creditCode ?? '', [starsAfter.zh]: String(stars), [reason.zh]: why,
});

export const cityGeoJson = (city: DemoCity) => gridsGeoJson(city.grids);
