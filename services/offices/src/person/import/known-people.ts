import { hashesOf, isId, readableFor, selectRecord, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { personRegister } from '@moduan/schema/offices/person';
import { sql, type Kysely } from 'kysely';
import { people } from '../person.entity';

/** A person who is there already, where the caller imports people. */
export interface KnownPerson extends Row {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly areaCode: string;
  readonly staffNumber: string | null;
  readonly phoneHash: string | null;
  readonly idCardHash: string | null;
}

/** By what a row knows a person; secrets by their hashes. */
export interface RowKeys {
  readonly idCard?: string;
  readonly phone?: string;
  readonly staffNumber?: string;
  readonly name?: string;
  readonly unitId?: string;
}

export function keysOf({ database: { secrets } }: ServiceContext, { values }: ImportedRow): RowKeys {
  const hashed = (name: 'idCard' | 'phone') => (typeof values[name] === 'string' ? { [name]: secrets.hash(name, values[name]) } : {});
  const plain = (name: 'staffNumber' | 'name' | 'unitId') => (typeof values[name] === 'string' ? { [name]: values[name] } : {});
  // What names no unit is at fault already.
  return { ...hashed('idCard'), ...hashed('phone'), ...plain('staffNumber'), ...plain('name'), ...(isId(String(values.unitId)) ? plain('unitId') : {}) };
}

/** All whom the rows could mean, in one statement. */
export async function knownPeople(context: ServiceContext, db: Kysely<Tables>, keys: readonly RowKeys[]): Promise<KnownPerson[]> {
  const all = (name: keyof RowKeys) => [...new Set(keys.flatMap((each) => each[name] ?? []))];
  return (await selectRecord(readableFor(context, people, 'person.import', db), people)
    .select(hashesOf(personRegister.fields))
    .where('ended_at' as never, 'is', null as never)
    .where(
      sql<boolean>`(id_card_hash = any(${all('idCard')}::text[]) or phone_hash = any(${all('phone')}::text[]) or staff_number = any(${all('staffNumber')}::text[])
        or (name = any(${all('name')}::text[]) and unit_id = any(${all('unitId')}::uuid[])))` as never,
    )
    .execute()) as unknown as KnownPerson[];
}

export type Found = { readonly person?: KnownPerson } | { readonly fault: { readonly field: string; readonly zh: string; readonly en: string } };

const contradicts = (keys: RowKeys, each: KnownPerson) => Boolean(keys.idCard && each.idCardHash && keys.idCard !== each.idCardHash) || Boolean(keys.staffNumber && each.staffNumber && keys.staffNumber !== each.staffNumber);

/** Identity card, then staff number, then mobile, then name and unit: the first that finds somebody decides. Another identity card is another person. */
export function recognise(keys: RowKeys, known: readonly KnownPerson[]): Found {
  const byCard = keys.idCard ? known.find(({ idCardHash }) => idCardHash === keys.idCard) : undefined;
  if (byCard) return { person: byCard };
  const byNumber = keys.staffNumber ? known.find(({ staffNumber }) => staffNumber === keys.staffNumber) : undefined;
  if (byNumber) return { person: byNumber };
  const byPhone = keys.phone ? known.filter(({ phoneHash }) => phoneHash === keys.phone) : [];
  const same = byPhone.filter((each) => each.name === keys.name && !contradicts(keys, each));
  if (same.length === 1) return { person: same[0] };
  // Whoever has another card or number is somebody else, who may share a telephone.
  if (byPhone.length && !keys.idCard && !keys.staffNumber) return { fault: { field: 'phone', zh: '这个手机号已登记在别人名下，请核对姓名和手机号', en: 'This mobile number is another person’s; check name and number' } };
  const byName = known.filter((each) => each.name === keys.name && each.unitId === keys.unitId && !contradicts(keys, each));
  if (byName.length > 1) return { fault: { field: 'name', zh: '本机构有几个人叫这个名字，请填身份证号、工号或手机', en: 'Several people of the unit have this name; give the identity card, staff number or mobile' } };
  return { person: byName[0] };
}
