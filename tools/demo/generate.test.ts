import { isCreditCode, isIdentityCard, isMobile } from '@moduan/schema/codes';
import { checkField, type Fields } from '@moduan/schema';
import { gridsRegisters } from '@moduan/schema/grids/registers';
import { enterprisesRegisters } from '@moduan/schema/enterprises/registers';
import { officesRegisters } from '@moduan/schema/offices/registers';
import { describe, expect, it } from 'vitest';
import accountsFile from './accounts.json';
import { MAIN_TOWN, townsOf } from './areas';
import { cityGeoJson, cityTables, generateCity } from './generate';
import { emergencyOffice } from './offices';
import type { Grid } from './tiling';

const city = generateCity();
const inTown = city.premises.filter(({ areaCode }) => areaCode.startsWith(MAIN_TOWN));
const share = (part: readonly unknown[], whole: readonly unknown[]) => part.length / whole.length;
const unique = (values: readonly (string | null)[]) => new Set(values).size === values.length;

it('is the same for the same seed, and another for another', () => {
  expect(JSON.stringify(generateCity())).toBe(JSON.stringify(city));
  expect(generateCity(2).people[0]).not.toEqual(city.people[0]);
});

it('holds only what the registers take', () => {
  const registers = [...officesRegisters, ...gridsRegisters, ...enterprisesRegisters];
  const records: Readonly<Record<string, readonly object[]>> = {
    units: city.units, people: city.people, appointments: city.appointments, roles: city.roles, grids: city.grids, premisesList: city.premises, licences: city.licences, accounts: city.accounts,
  };
  for (const [many, rows] of Object.entries(records)) {
    const register = registers.find((candidate) => candidate.many === many)!;
    for (const [name, field] of Object.entries(register.fields as Fields)) {
      if (field.derived) continue;
      const fault = rows.map((row) => checkField(field, (row as Readonly<Record<string, unknown>>)[name] ?? (field.kind === 'choices' ? [] : null))).find(Boolean);
      expect(fault, `${many}.${name}`).toBeUndefined();
    }
  }
});

describe('offices', () => {
  it('stand in all 16 towns, staffed by the standard', () => {
    expect(townsOf(city.areas)).toHaveLength(16);
    for (const { name } of townsOf(city.areas)) {
      const posts = city.appointments.filter(({ unitId }) => unitId === emergencyOffice(name)).map(({ post }) => post);
      const held = (post: string) => posts.filter((candidate) => candidate === post).length;
      expect([held('DIRECTOR'), held('EXECUTIVE_DEPUTY'), held('FULL_TIME_DEPUTY'), held('LEADER')]).toEqual([1, 1, 1, 1]);
      expect([3, 4, 5]).toContain(held('SAFETY_SUPERVISOR'));
      expect([1, 2]).toContain(held('FIRE_SUPERVISOR'));
    }
  });
  it('have people with numbers that are valid and nobody else has', () => {
    expect(city.people.every(({ idCard, phone }) => isIdentityCard(idCard) && idCard.startsWith('430699') && isMobile(phone))).toBe(true);
    for (const key of ['name', 'staffNumber', 'phone', 'idCard'] as const) expect(unique(city.people.map((person) => person[key]))).toBe(true);
    expect(unique(city.units.map(({ name }) => name))).toBe(true);
  });
  it('name units, roles and people that exist', () => {
    const [units, roles, people] = [city.units, city.roles, city.people].map((rows) => new Set(rows.map(({ name }) => name)));
    expect(city.units.every(({ parentId }) => !parentId || units!.has(parentId))).toBe(true);
    expect(city.appointments.every(({ unitId, roleId, personId }) => units!.has(unitId) && roles!.has(roleId) && people!.has(personId))).toBe(true);
  });
  it('have the accounts that are shown at the start', () => {
    expect(accountsFile).toEqual(city.accounts.map(({ username, password, zh, en }) => ({ username, password, zh, en })));
    expect(unique(city.accounts.map(({ personId }) => personId))).toBe(true);
  });
});

const ring = (grid: Grid) => grid.boundary.coordinates[0]!;
/** Twice the signed size: positive when the ring runs counter-clockwise, as GeoJSON asks. */
const size = (points: number[][]) => points.slice(1).reduce((sum, [x, y], i) => sum + (points[i]![0]! * y! - x! * points[i]![1]!), 0);
const holds = (grid: Grid, [x, y]: readonly [number, number]) =>
  ring(grid).slice(1).reduce((inside, [x2, y2], i) => {
    const [x1, y1] = ring(grid)[i] as [number, number];
    return y1 > y !== y2! > y && x < ((x2! - x1) * (y - y1)) / (y2! - y1) + x1 ? !inside : inside;
  }, false);

describe('grids', () => {
  it('are 200 in the seven villages of the town', () => {
    expect(city.grids).toHaveLength(200);
    expect(new Set(city.grids.map(({ areaCode }) => areaCode.slice(0, 12))).size).toBe(7);
    expect(unique(city.grids.map(({ areaCode }) => areaCode))).toBe(true);
    expect(cityGeoJson(city).features).toHaveLength(200);
  });
  it('tile it: every inner edge belongs to exactly two, in opposite directions', () => {
    const edges = new Map<string, number>();
    for (const grid of city.grids) for (const [i, point] of ring(grid).slice(1).entries()) edges.set(`${ring(grid)[i]} ${point}`, (edges.get(`${ring(grid)[i]} ${point}`) ?? 0) + 1);
    const outer = [...edges.keys()].filter((edge) => !edges.has(edge.split(' ').reverse().join(' ')));
    expect(Math.max(...edges.values())).toBe(1);
    expect(outer).toHaveLength(2 * 2 * (20 + 10));
    expect(city.grids.every((grid) => size(ring(grid)) > 0)).toBe(true);
  });
});

describe('premises', () => {
  it('are 3,000 enterprises and 3,300 shops in the town, and some in every other', () => {
    expect(inTown.filter(({ kind }) => kind === 'ENTERPRISE')).toHaveLength(3000);
    expect(inTown.filter(({ kind }) => kind === 'SHOP')).toHaveLength(3300);
    for (const { code } of townsOf(city.areas).filter((town) => town.code !== MAIN_TOWN)) {
      const there = city.premises.filter(({ areaCode }) => areaCode.startsWith(code)).length;
      expect(there >= 20 && there <= 60).toBe(true);
    }
  });
  it('have names and codes that nobody else has, and valid ones', () => {
    expect(unique(city.premises.map(({ name }) => name))).toBe(true);
    const codes = city.premises.flatMap(({ creditCode }) => (creditCode ? [creditCode] : []));
    expect(unique(codes) && codes.every(isCreditCode)).toBe(true);
    expect(inTown.some(({ kind, creditCode }) => kind === 'SHOP' && !creditCode)).toBe(true);
  });
  it('stand inside their grid, but for some that are not placed yet', () => {
    const grids = new Map(city.grids.map((grid) => [grid.areaCode, grid]));
    const placed = inTown.filter(({ areaCode }) => areaCode.length === 15);
    expect(placed.every(({ areaCode, longitude, latitude }) => holds(grids.get(areaCode)!, [longitude!, latitude!]))).toBe(true);
    expect(share(placed, inTown)).toBeGreaterThan(0.94);
    expect(inTown.some(({ areaCode }) => areaCode.length === 9) && inTown.some(({ areaCode }) => areaCode.length === 12)).toBe(true);
  });
  it('have stars in three fifths of the enterprises, and licences by trade', () => {
    const enterprises = city.premises.filter(({ kind }) => kind === 'ENTERPRISE');
    expect(share(city.gradings, enterprises)).toBeCloseTo(0.6, 1);
    expect(new Set(city.gradings.map(({ stars }) => stars))).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(city.licences.length).toBeGreaterThan(500);
    expect(unique(city.licences.map(({ number }) => number))).toBe(true);
  });
});

it('comes as tables under the headings of the registers', () => {
  const tables = cityTables(city);
  expect(tables.map(({ many, rows }) => [many, rows.length > 0])).toEqual(['areas', 'areaAliases', 'roles', 'units', 'units', 'units', 'units', 'people', 'appointments', 'grids', 'gridStaffList', 'premisesList', 'licences', 'licenceCaps', 'insurances', 'riskPoints', 'postDuties', 'stockLimits', 'trainedSellers', 'starChanges'].map((many) => [many, true]));
  expect(Object.keys(tables.find(({ many }) => many === 'premisesList')!.rows[0]!)).toEqual(expect.arrayContaining(['名称', '统一社会信用代码', '类别', '所在区域', '标签']));
  expect(tables.find(({ many }) => many === 'premisesList')!.rows[0]).toMatchObject({ 类别: '企业' });
});
