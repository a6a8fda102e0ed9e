import type { Fields, Label } from './fields';

/** A register as both sides know it: what it is called, what a record holds, and what can be done with the list. */
export interface Register<F extends Fields = Fields> {
  /** Name of the service that owns it, as `offices`. */
  readonly service: string;
  /** GraphQL type of a record, as `Unit`. */
  readonly type: string;
  /** Noun of permissions, audit entries and folders, as `unit`. */
  readonly noun: string;
  /** Query of one record by id, as `unit`. */
  readonly one: string;
  /** Query of the list, as `units`. */
  readonly many: string;
  readonly label: Label;
  /** What one record is counted in, as 家 or 人. */
  readonly counted: Label;
  /** GraphQL description of the type. */
  readonly doc: string;
  readonly fields: F;
  /** The field whose value names a record to a person. */
  readonly title: keyof F & string;
  /** The first order of the list; newest first unless told. */
  readonly order?: { readonly field: keyof F & string; readonly direction: 'ASC' | 'DESC' };
  /** Fields by which an imported row recognises a record that is there already; the first that is filled decides. */
  readonly matchOn?: readonly (keyof F & string)[];
  /** Lists and figures can be asked as of a day: in the areas of that day. */
  readonly asOf?: boolean;
  /** What ending a record asks for beside the reason. */
  readonly endFields?: Fields;
  /** What staff may do here beside reading; a register without `import` has no wizard. */
  readonly can: readonly ('create' | 'amend' | 'end' | 'import' | 'export')[];
}

export const describeRegister = <const F extends Fields>(register: Register<F>): Register<F> => register;

/** Name of the enum type of a choice: `Premises` + `sizeClass` → `PremisesSizeClass`. */
export const enumName = (type: string, field: string) => type + field[0]!.toUpperCase() + field.slice(1);
/** `townCode` → `TOWN_CODE`: how a field is called where it is a value of an enum of the graph. */
export const constantCase = (field: string) => field.replace(/([A-Z])/g, '_$1').toUpperCase();
/** `areaCode` → `area`, `unitId` → `unit`, `premisesIds` → `premises`: the graph field that offers the thing itself. */
export const relationName = (field: string) => field.replace(/(Code|Ids?)$/, '');
/** The fields that hold the point of a record, when it has one. */
export const pointFields = (fields: Fields): readonly [longitude: string, latitude: string] | undefined =>
  fields['longitude']?.kind === 'decimal' && fields['latitude']?.kind === 'decimal' ? ['longitude', 'latitude'] : undefined;

/** The field that holds the shape of a record, by which a list is a map: as a GeoJSON file, in and out. */
export const geometryField = (fields: Fields) => Object.keys(fields).find((name) => fields[name]!.kind === 'geometry');
