import { draft, authorizeIn, forbidden, invalidInput, unitOfWork, type FieldFault, type ServiceContext } from '@moduan/kernel';
import { checkField } from '@moduan/schema/checks';
import { neverInTokens } from '@moduan/schema/offices/access-token';
import { deviceTokenRegister } from '@moduan/schema/offices/device-token';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { expiryOf } from '../access-token/expiry';
import { newBearer, tokenHash } from '../session/tokens';
import { deviceTokens, type DeviceToken } from './device-token.entity';

export interface NewDevice {
  readonly name: string;
  readonly areaCode: string;
  /** Constants as `PREMISES_READ`. */
  readonly scopes: readonly string[];
  readonly days: number;
}

/** Issues a token for a device of the area; nobody gives a device what they may not do there themselves. */
export async function createDeviceToken(context: ServiceContext, input: NewDevice): Promise<{ token: string; device: DeviceToken }> {
  const token = newBearer('mdd');
  const device = await unitOfWork(context, { action: 'device-token.create', thing: deviceTokens }, async (work) => {
    const expiresAt = requireFit(input);
    const values = { name: input.name.trim(), areaCode: input.areaCode, scopes: [...input.scopes], expiresAt, lastUsedAt: null, lastUsedAddress: null };
    const record = draft(deviceTokens, context, values) as DeviceToken;
    await authorizeIn(work.db, context, deviceTokens, 'create', record);
    for (const scope of input.scopes.map(permissionCode)) if (!context.actor.reach(scope).some(({ prefix, lines, premises }) => !lines && !premises && prefix !== '' && input.areaCode.startsWith(prefix))) throw forbidden(scope);
    work.em.persist(record);
    await work.db.insertInto('token_secret').values({ token_hash: tokenHash(token), token_id: record.id }).execute();
    return record;
  });
  return { token, device };
}

function requireFit({ name, areaCode, scopes, days }: NewDevice): Date {
  const { fields } = deviceTokenRegister;
  const faults: FieldFault[] = Object.entries({ name, areaCode, scopes }).flatMap(([path, value]) => {
    const message = checkField(fields[path as keyof typeof fields], value);
    return message ? [{ path, message }] : [];
  });
  if (scopes.map(permissionCode).some((code) => neverInTokens.includes(code))) faults.push({ path: 'scopes', message: { zh: '令牌不能有管机构、人员、任职、账号和规则的权限', en: 'No token administers units, people, posts, accounts or rules' } });
  const expires = expiryOf(days);
  if (!expires) faults.push({ path: 'days', message: { zh: '有效期 1–366 天', en: 'A token lasts 1–366 days' } });
  if (faults.length) throw invalidInput(faults);
  return expires!;
}
