import type { Fields, Register } from '@moduan/schema';
import { byArea } from '../entity/scope';
import { recordOf, thing, type AnyThing, type BaseRecord, type RecordClass } from '../entity/thing';

/** Whoever is narrowed to lines of work or to premises sees nothing of it: an entry does not say of which they are. */
const scope = byArea('area_code');

/** A record that nobody acts on: it has its fields and no methods, and is called like its type. */
const entityOf = <F extends Fields>(register: Register<F>) => Object.defineProperty(recordOf(register), 'name', { value: register.type }) as RecordClass<BaseRecord>;

/** The trail of a service and its refused attempts as lists: read by whom the permission reaches, changed by nobody. */
export const trailThings = <O extends Fields, R extends Fields>(operations: Register<O>, refusedAttempts: Register<R>): AnyThing[] => [
  thing(entityOf(operations), operations, { scope, table: 'operation' }),
  thing(entityOf(refusedAttempts), refusedAttempts, { scope, table: 'refused_attempt' }),
];
