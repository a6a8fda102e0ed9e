import type { AnyThing, BaseRecord } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { part } from './part';
import { asFound, readRows } from './readable';
import { RecordLoader } from './record-loader';
import { wholeSelection, type Selection } from './selection';

/** A record by its code, for things that the city knows by code, as areas and grids. */
export function findByCode(context: ServiceContext, thing: AnyThing, code: string, selection: Selection = wholeSelection(thing)): Promise<BaseRecord | null> {
  const loader = context.loader(`${thing.table} by code`, () =>
    new RecordLoader(thing, async (codes, needed) => {
      const rows = await readRows(context, thing, needed.text, part` and "code" = any(${codes}::text[])`);
      const byCode = new Map<string, BaseRecord>(rows.map((row) => [row.code as string, asFound(thing, needed, row)]));
      const others = codes.filter((each) => !byCode.has(each));
      if (thing.alsoByCode && others.length) for (const [each, record] of await thing.alsoByCode(context, others)) byCode.set(each, record);
      return byCode;
    }),
  );
  return loader.load(code, selection);
}
