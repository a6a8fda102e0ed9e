import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from './mask';
import { freshKeys, SecretBox } from './secret-box';

const keys = freshKeys();
const box = new SecretBox(keys);
const texts = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('a sealed value', () => {
  it('opens to what it was, and is never sealed alike twice', () => {
    fc.assert(fc.property(texts, (plain) => {
      const [first, second] = [box.seal(plain), box.seal(plain)];
      expect([box.open(first), box.open(second)]).toEqual([plain, plain]);
      expect(first).not.toBe(second);
      if (plain.length > 3) expect(Buffer.from(first.split(':')[1]!, 'base64').toString('utf8')).not.toContain(plain);
    }));
  });

  it('does not open with another key, nor when a single bit was changed', () => {
    const sealed = box.seal('13800138000');
    expect(() => new SecretBox({ ...freshKeys(), hash: keys.hash }).open(sealed)).toThrow('authenticate');
    const bytes = Buffer.from(sealed.split(':')[1]!, 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => box.open(`k1:${changed.toString('base64')}`)).toThrow('authenticate');
    }
  });

  it('still opens after the key has been changed, as long as the old one is kept', () => {
    const sealed = box.seal('13800138000');
    const later = new SecretBox({ ...keys, current: 'k2', sealing: { ...keys.sealing, k2: freshKeys().sealing.k1! } });
    expect([later.open(sealed), later.seal('x').split(':')[0]]).toEqual(['13800138000', 'k2']);
    expect(() => new SecretBox({ ...keys, current: 'k2', sealing: { k2: keys.sealing.k1! } }).open(sealed)).toThrow('k1');
  });
});

describe('the hash of a value', () => {
  it('finds the same value of the same field, and nothing else', () => {
    fc.assert(fc.property(texts, texts, (one, other) => {
      expect(box.hash('phone', one)).toBe(box.hash('phone', one));
      expect(box.hash('phone', one) === box.hash('phone', other)).toBe(one === other);
      expect(box.hash('phone', one)).not.toBe(box.hash('idCard', one));
    }));
  });

  it('can not be made without the key of the installation', () => {
    expect(new SecretBox(freshKeys()).hash('phone', '13800138000')).not.toBe(box.hash('phone', '13800138000'));
  });
});

describe('a mask', () => {
  it.each([
    ['mobile', '13800138000', '138****8000'], ['mobile', '+8613800138000', '+86*******8000'], ['idCard', '11010519491231002X', '110105********002X'], ['bankAccount', '6222020200112233', '************2233'],
  ] as const)('of %s shows enough to recognise it and too little to use it: %s', (check, value, shown) => {
    expect(mask(check, value)).toBe(shown);
  });

  it('hides at least four signs of whatever it is given', () => {
    fc.assert(fc.property(fc.constantFrom('mobile', 'idCard', 'bankAccount'), fc.stringMatching(/^\d{8,30}$/), (check, value) => {
      expect(mask(check, value).replace(/[^*]/g, '').length).toBeGreaterThanOrEqual(4);
      expect(mask(check, value)).not.toContain(value);
    }));
  });
});
