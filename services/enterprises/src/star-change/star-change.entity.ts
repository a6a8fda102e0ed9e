import { byArea, recordOf, thing } from '@moduan/kernel';
import { starChangeRegister } from '@moduan/schema/enterprises/star-change';

export class StarChange extends recordOf(starChangeRegister) {}

export const starChanges = thing(StarChange, starChangeRegister, { scope: byArea('area_code', { lines: 'line_of_work', premises: 'premises_id' }) });
