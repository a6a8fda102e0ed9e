import type { Field, Fields } from '@moduan/schema';
import { checkField } from '@moduan/schema/checks';
import type { Row } from '../database/tables';
import { invalidInput, type FieldFault } from '../errors/domain-error';
import { mask } from '../masking/mask';
import type { SecretBox } from '../masking/secret-box';

/** Everything wrong with the values of a form or a row, field by field. */
export function faultsOf(fields: Fields, values: Row, partial: boolean): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const [path, field] of Object.entries(fields)) {
    if (field.derived || (partial && !(path in values))) continue;
    const message = checkField(field, values[path]);
    if (message) faults.push({ path, message });
  }
  return faults;
}

export function requireValid(fields: Fields, values: Row, partial: boolean): void {
  const faults = faultsOf(fields, values, partial);
  if (faults.length) throw invalidInput(faults);
}

/** The given fields as the entity holds them: blanks are absent, secrets sealed, hashed and masked. */
export function stored(fields: Fields, values: Row, secrets: SecretBox): Row {
  const result: Row = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.derived || values[name] === undefined) continue;
    const value = blankToNull(field, values[name]);
    if (field.kind !== 'secret') result[name] = value;
    else Object.assign(result, sealed(name, field, value as string | null, secrets));
  }
  return result;
}

function sealed(name: string, field: Field & { kind: 'secret' }, value: string | null, secrets: SecretBox): Row {
  return {
    [`${name}Sealed`]: value === null ? null : secrets.seal(value),
    [`${name}Hash`]: value === null ? null : secrets.hash(name, value),
    [`${name}Masked`]: value === null ? null : mask(field.check, value),
  };
}

interface Shape {
  readonly type: unknown;
  readonly coordinates: unknown;
}

/** What else programs write beside a shape, as boxes and names, is not kept. */
const shapeOnly = ({ type, coordinates }: Shape): Shape => ({ type, coordinates });

function blankToNull(field: Field, value: unknown): unknown {
  if (field.kind === 'choices') return value ?? [];
  if (field.kind === 'references') return [...new Set(((value ?? []) as string[]).map((id) => id.toLowerCase()))];
  if (field.kind === 'geometry' && value) return shapeOnly(value as Shape);
  if (typeof value !== 'string') return value;
  const trimmed = value.normalize('NFC').trim();
  return trimmed === '' ? null : trimmed;
}
