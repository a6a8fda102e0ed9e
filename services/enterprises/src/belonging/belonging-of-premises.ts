import { byArea, thing, type BaseRecord, type ServiceContext, type Tables, type Thing } from '@moduan/kernel';
import type { Fields, Register } from '@moduan/schema';
import type { Kysely } from 'kysely';
import { belongingTables } from './belonging-tables';
import { takePlace, type Belonging } from './take-place';

type Fault = { path: string; message: { zh: string; en: string } };

interface Options<R> {
  /** What follows from other records beside the place, once that is known. */
  readonly prepare?: (db: Kysely<Tables>, records: readonly R[], context: ServiceContext) => Promise<void>;
  readonly verify?: (record: R) => readonly Fault[];
  readonly derive?: (record: R) => Partial<Record<string, unknown>>;
  readonly ending?: Thing<Fields, R & BaseRecord>['ending'];
  /** Figures of the premises follow from it: who changes them waits for the others. */
  readonly counts?: boolean;
}

/** A register of what belongs to premises: read where they are read, entered by who reaches them, moved with them. */
export function belongingOfPremises<const F extends Fields, R extends BaseRecord & Belonging>(recordClass: new () => R, register: Register<F>, { prepare, counts = false, ...options }: Options<R> = {}): Thing<F, R> {
  const table = register.noun.replace(/-/g, '_');
  if (!(belongingTables as readonly string[]).includes(table)) throw new Error(`${table} belongs to premises and does not move with them`);
  return thing(recordClass, register, {
    ...options,
    scope: byArea('area_code', { lines: 'line_of_work', premises: 'premises_id' }),
    // Where, is known with its premises.
    policy: { create: (actor) => actor.may(`${register.noun}.create`) },
    prepare: async (db, records, context) => {
      await takePlace(db, records, context, register.noun, counts);
      await prepare?.(db, records, context);
    },
  });
}
