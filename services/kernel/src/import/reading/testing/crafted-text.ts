/** Text in an encoding that Node reads but does not write: two-byte signs, looked up backwards. For tests and damaged ledgers. */
export function encodeText(text: string, encoding: 'gb18030' | 'big5'): Buffer {
  const signs = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const sign = decoder.decode(Uint8Array.of(high, low));
      if ([...sign].length === 1 && sign !== '\ufffd' && !signs.has(sign)) signs.set(sign, high * 256 + low);
    }
  const bytes = [...text].flatMap((sign) => {
    if (sign < '\x80') return [sign.charCodeAt(0)];
    const code = signs.get(sign);
    if (code === undefined) throw new RangeError(`${sign} does not occur in ${encoding}`);
    return [code >> 8, code & 0xff];
  });
  return Buffer.from(bytes);
}
