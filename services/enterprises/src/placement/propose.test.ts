import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type PlacementArea, type PlacementName, placementIndex, propose } from './propose';

const table = <T>(file: string) =>
  parse<T>(readFileSync(fileURLToPath(new URL(`../../../../data/${file}`, import.meta.url))), { bom: true, columns: true });
const areas = table<PlacementArea>('divisions-430681.csv');
const names = table<PlacementName>('area-names-430681.csv');
const index = placementIndex(areas, names, { above: ['湖南', '岳阳市', '岳阳'] });
const at = (address: string) => propose(address, index);
const said = (address: string) => {
  const { town, village } = at(address);
  return [town, village].map((area) => area && area.name + (area.certainty === 'LIKELY' ? '?' : '')).join(' ').trim();
};

describe('what an address names', () => {
  it.each([
    ['湖南省岳阳市汨罗市新市镇八里村3组', '新市镇 八里村'],
    ['湖南省汨罗市白水镇', '白水镇'],
    ['新市镇八里村', '新市镇 八里村'],
    ['湖南汨罗新市镇', '新市镇'],
    ['岳阳市新市镇八里村', '新市镇 八里村'],
    ['汨罗市汨罗镇夹城村', '汨罗镇 夹城村'],
    ['汨罗市长乐集镇西路9号', '长乐镇'],
    ['湖南汨罗产业园区（汨罗市新市镇）', '新市镇'],
    [' 汨罗市　新市镇 八里村１５组 ', '新市镇 八里村'],
  ])('takes the town and village of %s', (address, expected) => expect(said(address)).toBe(expected));

  it.each([
    ['汨罗市新市镇团山村', '新市镇 团山社区?'],
    ['汨罗市归义镇窑洲居委会', '归义镇 窑洲社区?'],
    ['汨罗市白水镇毛岭村村民委员会', '白水镇 毛岭村'],
    ['汨罗市三江镇花桥村', '三江镇 花桥村'],
    ['汨罗市三江镇花桥居委会', '三江镇 花桥社区?'],
  ])('takes another ending of a village as likely: %s', (address, expected) => expect(said(address)).toBe(expected));

  it('gives a reason in both languages', () => {
    expect(at('汨罗市新市镇八里村').village).toEqual({
      code: '430681102212', name: '八里村', certainty: 'CERTAIN', reason: { zh: '地址写明“八里村”', en: 'The address names 八里村' },
    });
    expect(at('汨罗市城郊乡一组').town?.reason.zh).toBe('“城郊乡”现属归义镇');
  });
});

describe('what is no evidence', () => {
  it.each([
    '汨罗市', '汨罗市汨罗江大酒店一楼', '汨罗江路2号', '汨罗市罗城路11号', '汨罗市高泉南路6号', '汨罗市屈原路8号', '汨罗市龙舟北路', '汨罗市车站路5号',
    '汨罗市八里村路3号', '汨罗市长新社区广场', '汨罗市团山花园', '汨罗市弼时大道1号', '汨罗市城市花园2栋', '汨罗市人民路市场', '', '无', 'N/A',
  ])('%s', (address) => expect(at(address)).toEqual({}));
  it('a longer name that ends like a village', () => {
    expect(said('汨罗市小白沙村')).toBe('');
    expect(said('汨罗市弼时镇小白沙村')).toBe('弼时镇');
  });
});

describe('a village without a town', () => {
  it('stands for its town when it is the only one', () => {
    expect(said('汨罗市团螺村三组')).toBe('新市镇 团螺村');
    expect(said('汨罗市建设东路窑洲社区')).toBe('归义镇 窑洲社区');
    expect(said('汨罗市汨新大道双塘村')).toBe('归义镇? 双塘社区?');
  });
  it('proposes nothing when its stem stands in two towns', () => {
    expect(at('汨罗市金山村').ambiguous?.zh).toContain('弼时镇金山社区');
    expect(at('汨罗市金山村').town).toBeUndefined();
  });
  it('must belong to the town that is named', () => {
    expect(said('汨罗市白水镇八里村')).toBe('白水镇?');
  });
});

describe('several towns', () => {
  it('proposes nothing, unless a village follows its own town', () => {
    expect(at('汨罗市白水镇与新市镇交界处').ambiguous?.zh).toContain('白水镇、新市镇');
    expect(at('汨罗市白水镇与新市镇交界处').town).toBeUndefined();
    expect(said('汨罗市白水镇(新市镇八里村旁)')).toBe('新市镇? 八里村?');
  });
});

describe('old names', () => {
  it('takes an abolished town from data as likely, and as certain when a village agrees', () => {
    expect(said('汨罗市黄柏镇一组')).toBe('神鼎山镇?');
    expect(said('汨罗市李家塅集镇')).toBe('弼时镇?');
    expect(said('汨罗市李家塅镇铜盆村')).toBe('弼时镇 铜盆村');
    expect(said('汨罗市城关人民路2号')).toBe('归义镇?');
    expect(at('汨罗市智峰乡广联村')).toMatchObject({ town: { name: '长乐镇' }, oldName: '智峰乡' });
  });
  it('proposes nothing when a village contradicts the old name', () => {
    expect(at('汨罗市城郊乡八里村').town).toBeUndefined();
    expect(at('汨罗市城郊乡八里村').ambiguous?.zh).toContain('新市镇');
    expect(at('汨罗市城关燎家山').ambiguous?.zh).toContain('汨罗镇');
  });
  it('hands back a township that the data does not know', () => {
    expect(at('汨罗市红花乡一村')).toEqual({ oldName: '红花乡' });
    expect(at('湖南省汨罗市李家镇五村107国道旁')).toEqual({ oldName: '李家镇' });
    expect(at('汨罗市罗江镇(原天井乡二组)')).toMatchObject({ town: { name: '罗江镇' }, oldName: '天井乡' });
    expect(said('汨罗市磊石乡马厅村')).toBe('白塘镇? 马厅村?');
    expect(at('汨罗市乡镇企业局')).toEqual({});
  });
});

describe('other cities', () => {
  it.each(['岳阳市屈原管理区营田镇1号', '屈原区营田镇', '湖南省平江县伍市镇', '湖南省长沙市开福区罗城社区', '湘阴县白塘镇', '宁乡县新市镇'])('%s lies elsewhere', (address) => {
    const { elsewhere, town, village } = at(address);
    expect(elsewhere?.zh).toContain('外地');
    expect([town, village]).toEqual([undefined, undefined]);
  });
});

describe('the data of another city', () => {
  it('serves 321183 without a line of code', () => {
    const other = placementIndex(table<PlacementArea>('divisions-321183.csv'), []);
    expect(propose('江苏省镇江市句容市华阳街道1号', other).town?.code).toBe('321183002');
    expect(propose('句容市句容大道1号', other)).toEqual({});
  });
  it('leaves out what has ended', () => {
    const ended = areas.map((area) => (area.code === '430681102' ? { ...area, validUntil: '2020-01-01' } : area));
    expect(propose('汨罗市新市镇', placementIndex(ended, names, { asOf: '2026-01-01' })).town).toBeUndefined();
    expect(propose('汨罗市新市镇', placementIndex(ended, names, { asOf: '2019-01-01' })).town?.name).toBe('新市镇');
  });
});
