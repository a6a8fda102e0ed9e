import { byArea, recordOf, thing } from '@moduan/kernel';
import { handOverRegister } from '@moduan/schema/offices/hand-over';

export class HandOver extends recordOf(handOverRegister) {}

/** Written by ending an appointment alone. */
export const handOvers = thing(HandOver, handOverRegister, { scope: byArea('area_code', { lines: 'any' }), table: 'hand_over' });
