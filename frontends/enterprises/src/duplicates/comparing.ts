import { dictionary } from '@moduan/ui';

export type Certainty = 'CERTAIN' | 'LIKELY' | 'UNSURE';
/** How sure it is, as the ring shows it. */
export const certaintyFill = { CERTAIN: 'done', LIKELY: 'most', UNSURE: 'asking' } as const;
export const w = dictionary({
  CERTAIN: ['确定', 'Certain'],
  LIKELY: ['很可能', 'Likely'],
  UNSURE: ['待核实', 'Unsure'],
  compare: ['对照', 'Compare'],
});
/** Where two records stand side by side; the first is kept. */
export const comparePath = (id: string, other: string) => `/enterprises/premises-list/${encodeURIComponent(id)}/merge/${encodeURIComponent(other)}`;
