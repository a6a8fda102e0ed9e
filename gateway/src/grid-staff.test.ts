import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';
import { checkFile, takeFile } from './testing/take-file';

const [TOWN, OTHER] = ['430681102', '430681104'];
const GRIDS = [1, 2, 3].map((n) => `${TOWN}20600${n}`) as [string, string, string];
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const ofTown = personOf('town', [{ prefix: TOWN }], TOWN);
let city: City;
const people: Record<string, string> = {};

const make = async (service: string, type: string, input: object): Promise<string> =>
  (dataOf(await city.ask(service, bureau, `mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input })).made as { id: string }).id;
const post = (areaCode: string, who: string, as: string) => city.ask('grids', ofTown, 'mutation M($i: CreateGridStaffInput!) { made: createGridStaff(input: $i) { id version personName grids } }', { i: { areaCode, post: as, personId: people[who] } });
const staffing = async (code: string) => {
  const { grids } = dataOf(await city.ask('grids', ofTown, '{ grids { nodes { areaCode staffing leaders safetyOfficers cadres leaderName } } }'));
  return (grids as { nodes: Record<string, unknown>[] }).nodes.find(({ areaCode }) => areaCode === code)!;
};
const of = async (who: string) => {
  const { list } = dataOf(await city.ask('grids', ofTown, 'query Q($n: String!) { list: gridStaffList(filter: { search: $n, ended: false }) { nodes { id version areaCode post grids hasLeft } } }', { n: who }));
  return (list as { nodes: { id: string; version: number; areaCode: string; post: string; grids: number; hasLeft: boolean }[] }).nodes;
};

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'grid_staff');
  const unitId = await make('offices', 'Unit', { name: '应急办', kind: 'EMERGENCY_OFFICE', areaCode: TOWN });
  for (const [name, areaCode, staffNumber] of [['甲', TOWN, 'N1'], ['乙', `${TOWN}206`, 'N2'], ['丙', '430681', 'N3'], ['丁', TOWN, 'N4'], ['外镇', OTHER, 'N5'], ['同名', TOWN, 'N6'], ['同名', TOWN, 'N7']] as const)
    people[people[name] ? `${name}2` : name] = await make('offices', 'Person', { name, unitId, areaCode, staffNumber });
  for (const areaCode of GRIDS) await make('grids', 'Grid', { name: areaCode.slice(-2), areaCode });
  await untilHeard(city);
});
afterAll(() => city.close());

describe('the staff of a grid', () => {
  it('is counted by the grid: nobody, short, complete, over', async () => {
    expect(await staffing(GRIDS[0])).toMatchObject({ staffing: 'NONE', leaders: 0, leaderName: null });
    expect(dataOf(await post(GRIDS[0], '甲', 'LEADER')).made).toMatchObject({ personName: '甲', grids: 1 });
    expect(await staffing(GRIDS[0])).toMatchObject({ staffing: 'SHORT', leaders: 1, leaderName: '甲' });
    for (const [who, as] of [['乙', 'SAFETY_OFFICER'], ['丙', 'CADRE'], ['丁', 'CADRE']] as const) dataOf(await post(GRIDS[0], who, as));
    expect(await staffing(GRIDS[0])).toMatchObject({ staffing: 'COMPLETE', leaders: 1, safetyOfficers: 1, cadres: 2 });
    dataOf(await post(GRIDS[0], '同名', 'CADRE'));
    expect(await staffing(GRIDS[0])).toMatchObject({ staffing: 'OVER', cadres: 3 });
  });

  it('shows who has several grids', async () => {
    dataOf(await post(GRIDS[1], '甲', 'LEADER'));
    expect((await of('甲')).map(({ grids }) => grids)).toEqual([2, 2]);
    const { list } = dataOf(await city.ask('grids', ofTown, '{ list: gridStaffList(filter: { grids: { from: 2 } }) { nodes { personName } } }'));
    expect(list).toEqual({ nodes: [{ personName: '甲' }, { personName: '甲' }] });
  });

  it('is one person in one post of a grid, of the town or the city, in a grid that is there', async () => {
    expect((await post(GRIDS[0], '甲', 'CADRE')).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'personId' }] } } }]);
    expect((await post(GRIDS[0], '外镇', 'CADRE')).errors).toMatchObject([{ extensions: { details: { fields: [{ path: 'personId', message: expect.stringContaining('别的乡镇') }] } } }]);
    expect((await post(`${TOWN}206099`, '乙', 'CADRE')).errors).toMatchObject([{ extensions: { details: { fields: [{ path: 'areaCode' }] } } }]);
  });

  it('changes post and ends; the grid and the person’s other grids follow', async () => {
    const [first, second] = await of('甲');
    const moved = await city.ask('grids', ofTown, 'mutation M($i: AmendGridStaffInput!) { amendGridStaff(input: $i) { post } }', { i: { id: second!.id, version: second!.version, post: 'CADRE' } });
    expect(moved.errors).toBeUndefined();
    expect(await staffing(GRIDS[1])).toMatchObject({ staffing: 'SHORT', leaders: 0, cadres: 1, leaderName: null });
    dataOf(await city.ask('grids', ofTown, 'mutation M($i: EndGridStaffInput!) { endGridStaff(input: $i) { id } }', { i: { id: first!.id, version: first!.version, reason: '换届' } }));
    expect(await staffing(GRIDS[0])).toMatchObject({ leaders: 0 });
    expect((await of('甲')).map(({ grids }) => grids)).toEqual([1]);
  });

  it('who leaves the offices fills no post: it is open until filled anew', async () => {
    dataOf(await city.ask('offices', bureau, 'mutation M($i: EndPersonInput!) { endPerson(input: $i) { id } }', { i: { id: people['乙'], version: 1, reason: '退休' } }));
    await untilHeard(city);
    expect(await of('乙')).toMatchObject([{ hasLeft: true }]);
    expect(await staffing(GRIDS[0])).toMatchObject({ staffing: 'SHORT', safetyOfficers: 0 });
    expect((await post(GRIDS[2], '乙', 'LEADER')).errors).toMatchObject([{ extensions: { details: { fields: [{ path: 'personId' }] } } }]);
  });

  it('ends with its grid', async () => {
    const { grids } = dataOf(await city.ask('grids', ofTown, '{ grids(filter: { search: "02" }) { nodes { id version } } }'));
    const [grid] = (grids as { nodes: { id: string; version: number }[] }).nodes;
    dataOf(await city.ask('grids', ofTown, 'mutation M($i: EndGridInput!) { endGrid(input: $i) { id } }', { i: { ...grid, reason: '并入一号网格' } }));
    expect(await of('甲')).toEqual([]);
    const [ended] = await rowsOf(city.url, `select end_reason from grids.grid_staff where area_code = $1`, [GRIDS[1]]);
    expect(ended).toEqual({ end_reason: '并入一号网格' });
  });

  it('comes from a file by name or staff number; a second upload changes nothing', async () => {
    const rows = [
      { 网格: GRIDS[2], 网格岗位: '网格长', 人员: '甲' },
      { 网格: GRIDS[2], 网格岗位: '机关干部', 人员: 'N7' },
      { 网格: GRIDS[2], 网格岗位: '机关干部', 人员: '同名' },
      { 网格: GRIDS[2], 网格岗位: '机关干部', 人员: '外镇' },
      { 网格: GRIDS[2], 网格岗位: '机关干部', 人员: '甲' },
    ];
    const outcomes = async () => (await checkFile(city, ofTown, 'grids', 'gridStaffList', rows)).map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['CREATE', 'CREATE', 'FAULTY', 'FAULTY', 'FAULTY']);
    await takeFile(city, ofTown, 'grids', 'gridStaffList', rows.slice(0, 2));
    expect(await staffing(GRIDS[2])).toMatchObject({ staffing: 'SHORT', leaders: 1, cadres: 1 });
    expect((await outcomes()).slice(0, 2)).toEqual(['UNCHANGED', 'UNCHANGED']);
  });
});
