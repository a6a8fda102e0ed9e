import DataLoader from 'dataloader';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { together, type Selection } from './selection';

interface Wanted {
  readonly key: string;
  readonly selection: Selection;
}

type Read<R> = (keys: readonly string[], selection: Selection) => Promise<ReadonlyMap<string, R>>;

/** Records by a key, read together: each once, with all columns that any of those who wait for them needs. */
export class RecordLoader<R extends BaseRecord> {
  readonly #loader: DataLoader<Wanted, R | null, string>;

  constructor(thing: AnyThing, read: Read<R>) {
    const readAll = async (wanted: readonly Wanted[]) => {
      const selection = wanted.reduce((all, each) => together(thing, all, each.selection), wanted[0]!.selection);
      const found = await read([...new Set(wanted.map(({ key }) => key))], selection);
      return wanted.map(({ key }) => found.get(key) ?? null);
    };
    // A record read before with fewer columns is not the one asked for.
    this.#loader = new DataLoader(readAll, { cacheKeyFn: ({ key, selection }) => `${key} ${selection.mark}` });
  }

  load(key: string, selection: Selection): Promise<R | null> {
    return this.#loader.load({ key, selection });
  }
}
