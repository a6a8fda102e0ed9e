import { byArea, recordOf, thing } from '@moduan/kernel';
import { signInRegister } from '@moduan/schema/offices/sign-in';

export class SignIn extends recordOf(signInRegister) {}

export const signIns = thing(SignIn, signInRegister, { scope: byArea('area_code', { lines: 'any' }) });
