import { everyone, recordOf, thing } from '@moduan/kernel';
import { unitNameRegister } from '@moduan/schema/offices/unit-name';

export class UnitName extends recordOf(unitNameRegister) {}

/** How units are called is no secret: whoever shares a record with another office must find it. A view of the units. */
export const unitNames = thing(UnitName, unitNameRegister, { scope: everyone, table: 'unit_name' });
