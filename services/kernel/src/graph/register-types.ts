import { constantCase, holdsMany, relationName, type Field, type Fields } from '@moduan/schema';
import { Directive, ID, Int } from 'type-graphql';
import type { AnyThing } from '../entity/thing';
import { AREA_DIMENSIONS, levelFilters } from '../reading/area-levels';
import type { Dimension } from '../reading/summary';
import { byConstant, filterTypeOf, graphTypeOf, inputType, namesEnum, objectType, type MadeClass } from './field-types';
import { DateTime, Day } from './scalars';
import { OrderDirection, PageInfo } from './value-types';

/** Types are made when they are named: TypeGraphQL reads its enums before it asks any field. */
const known = (type: unknown) => () => type;

/** Everything in the graph that follows from a register's fields. */
export interface RegisterTypes {
  readonly record: MadeClass;
  readonly connection: MadeClass;
  readonly filter: MadeClass;
  readonly order: MadeClass;
  readonly summary: MadeClass;
  readonly dimension: object;
  readonly create: MadeClass;
  readonly amend: MadeClass;
  readonly end: MadeClass;
  readonly orderFields: Readonly<Record<string, string>>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
}

const key = { type: () => String, nullable: true, description: 'Idempotency key: the same key and input have one effect, however often they are sent.' };

const latest = new WeakMap<AnyThing, RegisterTypes>();

/** The `…Filter` input of a register, for a query of its own over the same records; name it as a function, types are made when a schema is. */
export const filterInputOf = (thing: AnyThing): MadeClass => latest.get(thing)!.filter;

export function registerTypes(thing: AnyThing): RegisterTypes {
  const types = makeTypes(thing);
  latest.set(thing, types);
  return types;
}

function makeTypes(thing: AnyThing): RegisterTypes {
  const { type, fields, label } = thing.register as { type: string; fields: Fields; label: { zh: string; en: string } };
  const record = recordType(thing);
  const edge = objectType(`${type}Edge`, `A place in a list of ${label.en}.`, {
    cursor: { type: () => String, description: 'Signed position, for `after` and `before`.' },
    node: { type: () => record, description: 'The record.' },
  });
  const connection = objectType(`${type}Connection`, `A page of ${label.en} (${label.zh}).`, {
    nodes: { type: () => [record], description: 'The records of the page.' },
    edges: { type: () => [edge], description: 'The records with their positions.' },
    pageInfo: { type: () => PageInfo, description: 'Where the page stands.' },
  });
  const orderFields = { ...byConstant(fields, ({ sort }) => sort === true), CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' };
  const orderField = namesEnum(`${type}OrderField`, `What ${label.en} can be ordered by.`, orderFields);
  const dimensions = dimensionsOf(fields);
  return {
    record,
    connection,
    orderFields,
    dimensions,
    filter: filterType(thing),
    order: inputType(`${type}Order`, `An order of ${label.en}.`, {
      field: { type: () => orderField, description: 'By what.' },
      direction: { type: () => OrderDirection, description: 'Which way; records without a value come last.' },
    }),
    summary: objectType(`${type}Summary`, `Figures over ${label.en} that the caller may read.`, {}),
    dimension: Object.keys(dimensions).length ? namesEnum(`${type}Dimension`, `What ${label.en} can be broken down by.`, dimensions) : {},
    ...inputsOf(type, label.en, fields, (thing.register.endFields ?? {}) as Fields),
  };
}

function recordType(thing: AnyThing): MadeClass {
  const { type, fields, doc } = thing.register as { type: string; fields: Fields; doc: string };
  const made = thing.class as unknown as MadeClass;
  Directive(`@key(fields: "${thing.key}")`)(made);
  const own = Object.entries(fields).map(([name, field]) => [
    name,
    { type: known(graphTypeOf(type, name, field)), nullable: !field.required && !holdsMany(field), description: describe(field) },
  ]);
  return objectType(type, doc, {
    id: { type: () => ID, description: 'Id of the record (UUIDv7).' },
    version: { type: () => Int, description: 'Counts the changes; an amendment names the version that it is based on.' },
    createdAt: { type: () => DateTime, description: 'When it was entered.' },
    createdByName: { type: () => String, description: 'Who entered or imported it.' },
    updatedAt: { type: () => DateTime, description: 'When it was last changed.' },
    endedAt: { type: () => DateTime, nullable: true, description: 'When it ended; null while it is active.' },
    endReason: { type: () => String, nullable: true, description: 'Why it ended.' },
    ...Object.fromEntries(own),
  }, made);
}

const describe = (field: Field) =>
  field.kind === 'secret' ? `${field.doc} Masked; the full value takes the reveal action, which is audited.` : field.doc;

function filterType(thing: AnyThing): MadeClass {
  const { type, fields, label } = thing.register as { type: string; fields: Fields; label: { en: string } };
  const own = Object.entries(fields).filter(([, { filter }]) => filter);
  const tests = own.map(([name, field]) => [name, { type: known(filterTypeOf(type, name, field)), nullable: true, description: `By ${field.en}.` }]);
  const missing = own.map(([name, field]) => [`${name}Missing`, { type: () => Boolean, nullable: true, description: `Without (true) or with (false) ${field.en}.` }]);
  return inputType(`${type}Filter`, `Narrows ${label.en}; all conditions hold together.`, {
    search: { type: () => String, nullable: true, description: 'Words that must all be found in the searchable texts.' },
    ids: { type: () => [ID], nullable: true, description: 'Only these records.' },
    ended: { type: () => Boolean, nullable: true, description: 'Only ended (true) or only active (false) records.' },
    ...(thing.pastAreas && { asOf: { type: () => Day, nullable: true, description: 'As on that day: what was entered by then, in the area of that day, active if it ended later. Other fields are those of today.' } }),
    ...Object.fromEntries([...tests, ...missing, ...levelsMissing(own)]),
  });
}

/** `areaVillageMissing`: what the groups of an area dimension leave over can be listed like any other group. */
const levelsMissing = (own: readonly (readonly [string, Field])[]) =>
  own.flatMap(([name, field]) =>
    levelFilters(name, field).map(({ key, level }) => [key, { type: () => Boolean, nullable: true, description: `Known (false) or not known (true) down to the ${level}, by ${field.en}.` }]),
  );

function inputsOf(type: string, label: string, fields: Fields, endFields: Fields) {
  const entered = Object.entries(fields).filter(([, { derived }]) => !derived);
  const member = (name: string, field: Field, nullable: boolean) => [name, { type: known(graphTypeOf(type, name, field)), nullable, description: field.doc }];
  const id = { type: () => ID, description: 'The record.' };
  const version = { type: () => Int, description: 'The version that the change is based on.' };
  return {
    create: inputType(`Create${type}Input`, `A new record of ${label}.`, {
      clientMutationId: key,
      ...Object.fromEntries(entered.map(([name, field]) => member(name, field, true))),
    }),
    amend: inputType(`Amend${type}Input`, `Changes of a record of ${label}: only the given fields change, null clears.`, {
      clientMutationId: key,
      id,
      version,
      ...Object.fromEntries(entered.filter(([, { fixed }]) => !fixed).map(([name, field]) => member(name, field, true))),
    }),
    end: inputType(`End${type}Input`, `Ends a record of ${label}; it stays readable.`, {
      clientMutationId: key,
      id,
      version,
      reason: { type: () => String, description: 'Why it ends.' },
      ...Object.fromEntries(Object.entries(endFields).map(([name, field]) => member(name, field, true))),
    }),
  };
}

function dimensionsOf(fields: Fields): Record<string, Dimension> {
  const entries = Object.entries(fields).filter(([, { group }]) => group).flatMap(([field, { kind }]) =>
    kind !== 'area'
      ? [[constantCase(field), { field }] as const]
      : Object.entries(AREA_DIMENSIONS).map(([level, digits]) => [`${constantCase(relationName(field))}_${level}`, { field, digits }] as const),
  );
  return Object.fromEntries(entries);
}

