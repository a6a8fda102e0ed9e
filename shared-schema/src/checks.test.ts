import { describe, expect, it } from 'vitest';
import { checkField } from './checks';

describe('a name', () => {
  const name = { kind: 'text', zh: '名称', en: 'Name', doc: '', required: true } as const;
  it.each(['\u3164', '\u2800', '甲\u00ad店', '\uffa0', '\u2060', '\u0085', '甲\u061c', '\u2028', '甲\u2066乙', '\u206f', '\ufffa', '\u{e0041}'])('holds no sign that nobody sees: %j', (value) => {
    expect(checkField(name, value)).toBeDefined();
  });
  it('may be written in any letters', () => {
    for (const value of ['金叶便利店', 'Café “Ägir”', '가게', '店🏠', '㐂寿司']) expect(checkField(name, value)).toBeUndefined();
  });
});

describe('a shape', () => {
  const boundary = { kind: 'geometry', zh: '边界', en: 'Boundary', doc: '' } as const;
  const [a, b, c] = [[113, 28], [113.1, 28], [113.1, 28.1]];
  const shaped = (...rings: unknown[]) => checkField(boundary, { type: 'Polygon', coordinates: rings });
  const ring = (points: number) => [...Array.from({ length: points - 1 }, () => a), a];

  it('is made of positions', () => expect(shaped([a, b, c, a])).toBeUndefined());
  it.each([['text', ['113', '28']], ['more than a position', [113, 28, null, 'x']], ['a height', [113, 28, 40]], ['one number', [113]], ['nothing', null], ['no number', [113, Number.NaN]]])('holds no %s', (_what, point) => {
    expect(shaped([point, b, c, point])).toBeDefined();
  });
  it.each([
    ['of another half of the world', [[-113, 28], [-113.1, 28], [-113.1, 28.1], [-113, 28]]], ['with latitude first', [[28, 113], [28, 113.1], [28.1, 113.1], [28, 113]]],
    ['not closed', [a, b, c]], ['of three points', [a, b, a]], ['not closed, of many', [a, b, c, b]], ['of an endless number', [[Infinity, 28], b, c, [Infinity, 28]]],
  ])('is none %s', (_what, ring) => expect(shaped(ring)).toBeDefined());
  it.each([{ type: 'Point', coordinates: [113, 28] }, { type: 'Polygon' }, { type: 'MultiPolygon', coordinates: [] }, { coordinates: [] }, { type: '__proto__', coordinates: [[]] }])('is of the kinds that an area has: %j', (value) => expect(checkField(boundary, value)).toBeDefined());
  it('has at most 100,000 points in all', () => {
    expect(shaped(...Array.from({ length: 5 }, () => ring(20_000)))).toBeUndefined();
    expect(shaped(...Array.from({ length: 5 }, () => ring(20_000)), [a, b, c, a])?.en).toContain('100,000');
    expect(checkField(boundary, { type: 'MultiPolygon', coordinates: Array.from({ length: 6 }, () => [ring(20_000)]) })?.en).toContain('100,000');
  });
});
