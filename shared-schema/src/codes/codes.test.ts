import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaCodeFault, areaLevel, areaPath, areaRange, creditCodeFault, identityCardFault, industryDivision, industryDivisions, industrySection,
  isCreditCode, isDay, isIdentityCard, isMobile, makeCreditCode, makeIdentityCard, mobileFault, readLedgerDate, tidyCode,
} from './index';

const SIGNS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

describe('credit codes', () => {
  // The example of GB 32100-2015 itself and of a widely printed code.
  it('accepts known codes and those it makes', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isCreditCode(makeCreditCode({ division: '430681', body: 'DM000001' }))).toBe(true);
  });
  it('names what is wrong', () => {
    expect(creditCodeFault('9135')?.zh).toContain('18 位');
    expect(creditCodeFault('91350100M000I00Y43')?.zh).toContain('“I”');
    expect(creditCodeFault('91ABCDEFM000100Y43')?.zh).toContain('3–8');
    expect(creditCodeFault('91350100M000100Y44')?.zh).toContain('校验位');
  });
  it('notices every single wrong sign', () => {
    fc.assert(fc.property(fc.nat(999_999), fc.integer({ min: 8, max: 17 }), fc.constantFrom(...SIGNS), (serial, at, sign) => {
      const code = makeCreditCode({ division: '430681', body: `DM${String(serial).padStart(6, '0')}` });
      const wrong = code.slice(0, at) + sign + code.slice(at + 1);
      expect(isCreditCode(wrong)).toBe(wrong === code);
    }));
  });
  it('is read through full-width signs, blanks and small letters', () => {
    expect(tidyCode(' ９１３５０１００m000 100y43　')).toBe('91350100M000100Y43');
  });
});

describe('identity cards', () => {
  it('accepts the example of GB 11643 and those it makes', () => {
    expect(isIdentityCard('11010519491231002X')).toBe(true);
    expect(isIdentityCard(makeIdentityCard({ division: '430699', birth: '1984-02-29', serial: 12 }))).toBe(true);
  });
  it('names what is wrong without repeating the number', () => {
    expect(identityCardFault('110105491231002')?.zh).toContain('18 位');
    expect(identityCardFault('110105194912310021')?.zh).toContain('校验位');
    expect(identityCardFault('110105194902300021')?.zh).toContain('出生日期');
    expect(identityCardFault('110105203512310021', '2026-11-22')?.zh).toContain('出生日期');
    expect(JSON.stringify(identityCardFault('110105194912310021'))).not.toContain('1949');
  });
});

describe('mobile numbers', () => {
  it('accepts what is dialled and names what is wrong', () => {
    expect(isMobile('19900001234')).toBe(true);
    expect(isMobile('+8619900001234')).toBe(true);
    expect(mobileFault('1990000123')?.zh).toContain('11 位');
    expect(mobileFault('12900001234')?.zh).toContain('13–19');
    expect(mobileFault('1990000123a')?.zh).toContain('数字');
  });
});

describe('industries', () => {
  it('knows 97 divisions in 20 sections', () => {
    expect(industryDivisions).toHaveLength(97);
    expect(new Set(industryDivisions.map((d) => d.section)).size).toBe(20);
    expect(industryDivisions.every((d) => d.zh && d.en)).toBe(true);
  });
  it.each([['13', 'C', '农副食品加工业'], ['43', 'C', '金属制品、机械和设备修理业'], ['52', 'F', '零售业'], ['79', 'N', '土地管理业'], ['97', 'T', '国际组织']])(
    'division %s belongs to section %s', (code, section, zh) => {
      expect(industryDivision(code)).toMatchObject({ code, section, zh });
    });
  it('takes classes as members of their division, and a letter only where it fits', () => {
    expect(industryDivision('3011')?.code).toBe('30');
    expect(industryDivision('C301')?.code).toBe('30');
    expect(industryDivision('F30')).toBeUndefined();
    expect(industrySection('H')?.zh).toBe('住宿和餐饮业');
    for (const wrong of ['', '00', '98', '9', '30111', 'U', 'constructor']) expect(industrySection(wrong)).toBeUndefined();
  });
});

describe('area codes', () => {
  it('has a level by its length', () => {
    expect(['430681', '430681102', '430681102001', '430681102001001', '4306', '43068a'].map(areaLevel)).toEqual(['city', 'town', 'village', 'grid', undefined, undefined]);
    expect(areaCodeFault('430681', 9)?.zh).toContain('9');
    expect(areaPath('430681102001')).toEqual(['430681', '430681102', '430681102001']);
  });
  it('is asked as a range that holds exactly what begins with it', () => {
    fc.assert(fc.property(fc.stringMatching(/^[1-9]\d{5}$/), fc.stringMatching(/^\d{0,9}$/), fc.stringMatching(/^[1-9]\d{5,14}$/), (prefix, rest, other) => {
      const [from, to] = areaRange(prefix);
      const inside = (code: string) => code >= from && code < to;
      expect(inside(prefix + rest)).toBe(true);
      expect(inside(other)).toBe(other.startsWith(prefix));
    }));
    expect(areaRange('430689')).toEqual(['430689', '43068:']);
    expect(() => areaRange('')).toThrow(RangeError);
  });
});

describe('dates of ledgers', () => {
  it.each([
    ['2026-02-28', '2026-02-28'], ['2026/2/3', '2026-02-03'], ['2026.2.3', '2026-02-03'], ['20260203', '2026-02-03'],
    ['2026年2月3日', '2026-02-03'], ['２０２６年２月３日', '2026-02-03'], ['46056', '2026-02-03'], ['46056.5', '2026-02-03'], ['25569', '1970-01-01'],
    ['2024-02-29', '2024-02-29'], ['2026-02-03 00:00:00', '2026-02-03'], ['2026-02-03T08:30', '2026-02-03'],
  ])('reads %s', (cell, date) => expect(readLedgerDate(cell)).toEqual({ date }));
  it.each(['2026/2/30', '2026-02-29', '2026-13-01', '0026-01-01', '1899-00-10'])('says that %s is no day', (cell) => {
    expect(readLedgerDate(cell).fault?.zh).toBe('没有这一天');
  });
  it('refuses what is no date or too rough', () => {
    expect(readLedgerDate('2026年2月').fault?.zh).toContain('不到日');
    for (const cell of ['', 'N/A', '3月5日', '二月', '2026-02-03x', '123', '2026-02-02T16:00:00Z']) expect(readLedgerDate(cell).fault).toBeDefined();
    expect(isDay('2026-2-3')).toBe(false);
  });
});
