import type { Label } from '@moduan/schema';

interface Valid {
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** Nothing ends before it begins. */
export const validInOrder = ({ validFrom, validUntil }: Valid): readonly { path: string; message: Label }[] =>
  validFrom && validUntil && validUntil < validFrom ? [{ path: 'validUntil', message: { zh: '有效期止应不早于有效期起', en: 'Validity can not end before it begins' } }] : [];
