type Position = readonly [number, number] | readonly number[];

/** Square of the distance of a point from the way between two others. */
function offWay([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx! - ax!, by! - ay!];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x! - ax!) * dx + (y! - ay!) * dy) / length));
  return (x! - ax! - share * dx) ** 2 + (y! - ay! - share * dy) ** 2;
}

const LEAST = 4;

/**
 * A closed ring with fewer points, none of those left out further than `tolerance` degrees from it (Douglas and Peucker);
 * never fewer than a ring needs, so that what is tiny stays there.
 */
export function simplifyRing(ring: number[][], tolerance: number): number[][] {
  if (ring.length <= LEAST || tolerance <= 0) return ring;
  const kept = new Set([0, ring.length - 1]);
  // Beginning and end are one point: the farthest from it parts the ring in two.
  const open: [number, number][] = [[0, ring.length - 1]];
  while (open.length) {
    const [from, to] = open.pop()!;
    let [farthest, distance] = [-1, tolerance * tolerance];
    for (let i = from + 1; i < to; i++) {
      const its = offWay(ring[i]!, ring[from]!, ring[to]!);
      if (its > distance) [farthest, distance] = [i, its];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return kept.size < LEAST ? ring : ring.filter((_, i) => kept.has(i));
}
