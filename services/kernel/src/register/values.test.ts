import { expect, it } from 'vitest';
import { SecretBox, freshKeys } from '../masking/secret-box';
import { stored } from './values';

it('keeps of a shape its kind and its points, whatever stands beside them', () => {
  const boundary = { kind: 'geometry', zh: '边界', en: 'Boundary', doc: '' } as const;
  const shape = { type: 'Polygon', coordinates: [[[113, 28], [113.1, 28], [113.1, 28.1], [113, 28]]] };
  expect(stored({ boundary }, { boundary: { bbox: [113, 28, 114, 29], ...shape, crs: 'x'.repeat(1000) } }, new SecretBox(freshKeys()))).toEqual({ boundary: shape });
  expect(stored({ boundary }, { boundary: null }, new SecretBox(freshKeys()))).toEqual({ boundary: null });
});
