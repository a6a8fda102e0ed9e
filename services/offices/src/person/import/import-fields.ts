import type { Row } from '@moduan/kernel';
import type { Fields } from '@moduan/schema';
import { peopleLedger } from '@moduan/schema/offices/people-ledger';
import { personRegister } from '@moduan/schema/offices/person';

/** A person, a post of theirs and an account in one row; the area of the person is that of the unit unless the file says another. */
export const importFields: Fields = { ...personRegister.fields, areaCode: { ...personRegister.fields.areaCode, required: false }, ...peopleLedger };

export const personNames = Object.keys(personRegister.fields);
/** Columns that a row fills only when it has a post. */
export const postNames = Object.keys(peopleLedger).filter((name) => name !== 'username');

export const pick = (values: Row, names: readonly string[]): Row => Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
