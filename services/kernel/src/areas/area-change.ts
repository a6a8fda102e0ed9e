/** Event by which areas that have taken another code are told. */
export const AREA_CHANGE = 'grids.area-change';

/** A re-organisation: every code that went, with the one that stands for it since. */
export interface AreaChangeEvent {
  readonly id: string;
  readonly version: number;
  readonly endedAt: null;
  /** First day of the new codes. */
  readonly effectiveOn: string;
  readonly reason: string;
  readonly pairs: readonly (readonly [from: string, to: string])[];
}

/** The code that stands for another since a re-organisation: by the longest code that went and that it begins with; undefined when it stays. */
export function successorOf(pairs: ReadonlyMap<string, string>, code: string): string | undefined {
  for (let length = code.length; length >= 9; length -= 3) {
    const to = pairs.get(code.slice(0, length));
    if (to) return to + code.slice(length);
  }
  return undefined;
}
