import { byArea, recordOf, thing } from '@moduan/kernel';
import { accessTokenRegister } from '@moduan/schema/offices/access-token';

export class AccessToken extends recordOf(accessTokenRegister) {}

export const accessTokens = thing(AccessToken, accessTokenRegister, { scope: byArea('area_code', { lines: 'any' }) });
