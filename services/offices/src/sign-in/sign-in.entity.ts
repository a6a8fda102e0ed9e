import { byArea, recordOf, thing, type Log } from '@moduan/kernel';
import { signInRegister } from '@moduan/schema/offices/sign-in';

export class SignIn extends recordOf(signInRegister) {}

export const signIns = thing(SignIn, signInRegister, { scope: byArea('area_code', { lines: 'any' }) });

/** Whoever could change it could cover up where a session came from: it is added to and read. */
export const signInLog: Log = { table: 'sign_in', columns: ['created_by', 'created_by_name', 'username', 'account_id', 'area_code', 'outcome', 'address', 'means'] };
