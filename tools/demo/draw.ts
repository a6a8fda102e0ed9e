/** A small generator of numbers in [0, 1) that gives the same row for the same seed everywhere. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A copy in random order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Draws `count` row numbers: sorts them ascending, shuffles them with the seed, takes the first, and returns those ascending. */
export const drawRows = (rows: readonly number[], count: number, seed: number): number[] =>
  shuffled([...rows].sort((a, b) => a - b), mulberry32(seed)).slice(0, count).sort((a, b) => a - b);
