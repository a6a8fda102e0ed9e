import { byArea, recordOf, thing } from '@moduan/kernel';
import { deviceTokenRegister } from '@moduan/schema/offices/device-token';

export class DeviceToken extends recordOf(deviceTokenRegister) {}

export const deviceTokens = thing(DeviceToken, deviceTokenRegister, { scope: byArea('area_code', { lines: 'any' }) });
