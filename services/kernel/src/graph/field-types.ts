import { constantCase, enumName, type Field, type Fields } from '@moduan/schema';
import { Field as GraphField, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, Day, GeoJson } from './scalars';
import { DateRange, DateTimeRange, FloatRange, IntRange, TextMatch } from './value-types';

export type MadeClass = new () => object;

const enums = new Map<string, object>();

/** The enum of a choice, registered once however many inputs name it. */
function enumOf(type: string, name: string, field: Field & { kind: 'choice' | 'choices' }): object {
  const graphName = enumName(type, name);
  let values = enums.get(graphName);
  if (!values) {
    values = Object.fromEntries(Object.keys(field.options).map((option) => [option, option]));
    const described = Object.entries(field.options).map(([option, { zh, en }]) => [option, { description: `${zh} – ${en}` }]);
    registerEnumType(values, { name: graphName, description: field.doc, valuesConfig: Object.fromEntries(described) as never });
    enums.set(graphName, values);
  }
  return values;
}

/** An enum of the graph made of names: `AREA_CODE` stands for `areaCode`. */
export function namesEnum(name: string, description: string, entries: Readonly<Record<string, unknown>>): object {
  const values = Object.fromEntries(Object.keys(entries).map((key) => [key, key]));
  registerEnumType(values, { name, description });
  return values;
}

const scalarOf = (field: Field): unknown =>
  ({
    text: String,
    secret: String,
    area: String,
    integer: Int,
    decimal: Float,
    boolean: Boolean,
    date: Day,
    dateTime: DateTime,
    reference: ID,
    references: undefined,
    geometry: GeoJson,
    choice: undefined,
    choices: undefined,
  })[field.kind];

/** The type of a field in the graph, as output and as input. */
export function graphTypeOf(type: string, name: string, field: Field): unknown {
  if (field.kind === 'choice') return enumOf(type, name, field);
  if (field.kind === 'choices') return [enumOf(type, name, field)];
  if (field.kind === 'references') return [ID];
  return scalarOf(field);
}

/** The type by which a list is filtered by a field. */
export function filterTypeOf(type: string, name: string, field: Field): unknown {
  switch (field.kind) {
    case 'text':
    case 'secret':
      return TextMatch;
    case 'choice':
    case 'choices':
      return [enumOf(type, name, field)];
    case 'area':
      return [String];
    case 'reference':
    case 'references':
      return [ID];
    case 'integer':
      return IntRange;
    case 'decimal':
      return FloatRange;
    case 'date':
      return DateRange;
    case 'dateTime':
      return DateTimeRange;
    default:
      return Boolean;
  }
}

interface Member {
  readonly type: () => unknown;
  readonly nullable?: boolean;
  readonly description: string;
}

const decorate = (made: MadeClass, members: Readonly<Record<string, Member>>) => {
  for (const [name, { type, nullable, description }] of Object.entries(members))
    GraphField(type as never, { nullable: nullable ?? false, description })(made.prototype as object, name);
};

/** An object type put together at run time, from the fields of a register. */
export function objectType(name: string, description: string, members: Readonly<Record<string, Member>>, made: MadeClass = class {}): MadeClass {
  ObjectType(name, { description, simpleResolvers: true })(made);
  decorate(made, members);
  return made;
}

export function inputType(name: string, description: string, members: Readonly<Record<string, Member>>): MadeClass {
  const made: MadeClass = class {};
  InputType(name, { description })(made);
  decorate(made, members);
  return made;
}

/** `SIZE` → the field `size`: how an ordering or a dimension names a field. */
export const byConstant = (fields: Fields, test: (field: Field) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => test(field)).map(([name]) => [constantCase(name), name]));
