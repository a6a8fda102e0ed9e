/**
 * A field of a record, described once: the service derives the column, the graph field, the check, the import and the
 * export from it; the portal draws the list, the form and the filter.
 */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

interface Described extends Label {
  /** Meaning, shape, unit and source of the rule: the public documentation of the field in the graph. */
  readonly doc: string;
  /** Must be there from the first save. */
  readonly required?: boolean;
  /** Can't be changed after creation by the plain amend action. */
  readonly fixed?: boolean;
  /** Set by the system or by an action of its own: shown, exported, never entered in the form or by import. */
  readonly derived?: boolean;
  readonly filter?: boolean;
  readonly sort?: boolean;
  /** A dimension of the summary. */
  readonly group?: boolean;
  /** Found by the search box. Text only. */
  readonly search?: boolean;
  /** A column of the list when the person has chosen none. */
  readonly column?: boolean;
  /** Other headings under which ledgers carry this field. */
  readonly headings?: readonly string[];
  /** Where the form puts it; fields of one section stand together. */
  readonly section?: Label;
}

export interface TextField extends Described {
  readonly kind: 'text';
  /** Characters at most; 200 unless told. */
  readonly max?: number;
  readonly multiline?: boolean;
  /** What values are called that have a name; others are shown as they are. */
  readonly words?: Readonly<Record<string, Label>>;
  /** A rule of its own, see `checks.ts`. */
  readonly check?: 'creditCode' | 'areaCode' | 'mobile' | 'industryCode' | 'username';
}
/** Encrypted at rest, shown masked, the full value only by an audited look. */
export interface SecretField extends Described {
  readonly kind: 'secret';
  readonly check: 'idCard' | 'mobile' | 'bankAccount';
}
export interface IntegerField extends Described {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Label;
}
export interface DecimalField extends Described {
  readonly kind: 'decimal';
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Label;
}
export interface DateField extends Described {
  readonly kind: 'date';
}
export interface DateTimeField extends Described {
  readonly kind: 'dateTime';
}
export interface BooleanField extends Described {
  readonly kind: 'boolean';
}
export interface ChoiceField<O extends string = string> extends Described {
  readonly kind: 'choice';
  readonly options: Readonly<Record<O, Label>>;
}
export interface ChoicesField<O extends string = string> extends Described {
  readonly kind: 'choices';
  readonly options: Readonly<Record<O, Label>>;
}
/** A division code of 6, 9, 12 or 15 digits; named `…Code`, so that the graph can offer the area beside it. */
export interface AreaField extends Described {
  readonly kind: 'area';
  /** The code must be at least this long when it is given; absent means any level. */
  readonly atLeast?: 6 | 9 | 12 | 15;
}
/** The id of another record; named `…Id`, so that the graph can offer the record beside it. */
export interface ReferenceField extends Described {
  readonly kind: 'reference';
  /** GraphQL type of the record, as `Unit`. */
  readonly to: string;
}
/** The ids of several other records; named `…Ids`, so that the graph can offer the records beside them. Not taken from files. */
export interface ReferencesField extends Described {
  readonly kind: 'references';
  /** GraphQL type of the records, as `Premises`. */
  readonly to: string;
}
/** A GeoJSON Polygon or MultiPolygon in CGCS2000 degrees. */
export interface GeometryField extends Described {
  readonly kind: 'geometry';
}

export type Field =
  | TextField
  | SecretField
  | IntegerField
  | DecimalField
  | DateField
  | DateTimeField
  | BooleanField
  | ChoiceField
  | ChoicesField
  | AreaField
  | ReferenceField
  | ReferencesField
  | GeometryField;
export type Fields = Readonly<Record<string, Field>>;

/** What a field holds in the service and in the graph; absent values are `null`. */
export type ValueOf<F> = F extends ChoiceField<infer O>
  ? O
  : F extends ChoicesField<infer O>
    ? readonly O[]
    : F extends { kind: 'references' }
    ? readonly string[]
    : F extends { kind: 'integer' | 'decimal' }
      ? number
      : F extends { kind: 'boolean' }
        ? boolean
        : F extends { kind: 'geometry' }
          ? GeoJsonArea
          : string;
/** Fields that hold several values; none is an empty list, never absent. */
type Many = 'choices' | 'references';
export const holdsMany = ({ kind }: Pick<Field, 'kind'>): boolean => kind === 'choices' || kind === 'references';
type IsThere<F> = F extends { required: true } | { kind: Many } ? true : false;
export type RecordOf<T extends Fields> = {
  readonly [K in keyof T]: IsThere<T[K]> extends true ? ValueOf<T[K]> : ValueOf<T[K]> | null;
};

export type GeoJsonArea =
  | { readonly type: 'Polygon'; readonly coordinates: number[][][] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] };

type Rest<F extends Field> = Omit<F, 'kind'>;
export const text = <const F extends Rest<TextField>>(field: F) => ({ kind: 'text', ...field }) as const;
export const secret = <const F extends Rest<SecretField>>(field: F) => ({ kind: 'secret', ...field }) as const;
export const integer = <const F extends Rest<IntegerField>>(field: F) => ({ kind: 'integer', ...field }) as const;
export const decimal = <const F extends Rest<DecimalField>>(field: F) => ({ kind: 'decimal', ...field }) as const;
export const date = <const F extends Rest<DateField>>(field: F) => ({ kind: 'date', ...field }) as const;
export const dateTime = <const F extends Rest<DateTimeField>>(field: F) => ({ kind: 'dateTime', ...field }) as const;
export const boolean = <const F extends Rest<BooleanField>>(field: F) => ({ kind: 'boolean', ...field }) as const;
export const choice = <const F extends Rest<ChoiceField>>(field: F) => ({ kind: 'choice', ...field }) as const;
export const choices = <const F extends Rest<ChoicesField>>(field: F) => ({ kind: 'choices', ...field }) as const;
export const area = <const F extends Rest<AreaField>>(field: F) => ({ kind: 'area', ...field }) as const;
export const reference = <const F extends Rest<ReferenceField>>(field: F) => ({ kind: 'reference', ...field }) as const;
export const references = <const F extends Rest<ReferencesField>>(field: F) => ({ kind: 'references', ...field }) as const;
export const geometry = <const F extends Rest<GeometryField>>(field: F) => ({ kind: 'geometry', ...field }) as const;
