import { byArea, recordOf, thing } from '@moduan/kernel';
import { endPosts } from '../hand-over/end-posts';
import { personRegister } from '@moduan/schema/offices/person';

export class Person extends recordOf(personRegister) {}

export const people = thing(Person, personRegister, { scope: byArea('area_code', { lines: 'any' }), ending: endPosts, emits: { event: 'offices.person', tells: ['name', 'staffNumber', 'areaCode'] } });
