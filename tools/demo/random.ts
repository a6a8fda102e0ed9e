import { mulberry32, shuffled } from './draw';

/** Chance with a seed: the same city on every machine, and one part of it does not shift another. */
export class Random {
  private readonly next: () => number;

  constructor(seed: number, part: string) {
    let hash = seed >>> 0;
    for (const sign of part) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
    this.next = mulberry32(hash);
  }

  /** Between `from` and `to`, both possible. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** One of the items, by their weights. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) if ((left -= weight) < 0) return item;
    return items.at(-1)![0];
  }

  shuffled<T>(items: readonly T[]): T[] {
    return shuffled(items, this.next);
  }

  /** A day between two years, both included. */
  day(fromYear: number, toYear: number): string {
    return `${this.whole(fromYear, toYear)}-${String(this.whole(1, 12)).padStart(2, '0')}-${String(this.whole(1, 28)).padStart(2, '0')}`;
  }
}
