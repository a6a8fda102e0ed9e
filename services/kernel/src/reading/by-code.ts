import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Row } from '../database/tables';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { asRead, readable, selectRecord } from './readable';

/** A record by its code, for things that the city knows by code, as areas and grids. */
export function findByCode(context: ServiceContext, thing: AnyThing, code: string): Promise<BaseRecord | null> {
  const loader = context.loader(`${thing.table} by code`, () =>
    new DataLoader<string, BaseRecord | null>(async (codes) => {
      const rows = (await selectRecord(readable(context, thing), thing).where('code', '=', sql`any(${codes}::text[])` as never).execute()) as Row[];
      const byCode = new Map<string, BaseRecord>(rows.map((row) => [row.code as string, asRead(thing, row)]));
      const others = codes.filter((each) => !byCode.has(each));
      if (thing.alsoByCode && others.length) for (const [each, record] of await thing.alsoByCode(context, others)) byCode.set(each, record);
      return codes.map((each) => byCode.get(each) ?? null);
    }),
  );
  return loader.load(code);
}
