import { expect, it } from 'vitest';
import { simplifyRing } from './simplify-ring';

const around = (points: number) => Array.from({ length: points + 1 }, (_, i) => [113 + Math.cos((2 * Math.PI * (i % points)) / points) / 100, 28 + Math.sin((2 * Math.PI * (i % points)) / points) / 100]);

it('leaves out points that nobody sees, and closes the ring as before', () => {
  const ring = around(5_000);
  const simple = simplifyRing(ring, 0.0001);
  expect(simple.length).toBeLessThan(60);
  expect(simple[0]).toEqual(ring[0]);
  expect(simple.at(-1)).toEqual(ring.at(-1));
});

it('keeps what is a corner, and every ring a ring', () => {
  const square = [[0, 0], [0.5, 0], [1, 0], [1, 1], [0, 1], [0, 0]];
  expect(simplifyRing(square, 0.1)).toEqual([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]);
  expect(simplifyRing(square, 10)).toEqual(square);
  expect(simplifyRing(square, 0)).toEqual(square);
});
