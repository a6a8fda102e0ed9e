import { readable, type Row, type ServiceContext } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import DataLoader from 'dataloader';
import { sql, type RawBuilder } from 'kysely';
import { premisesThing } from '../premises/premises-thing';

/** Two records that may be of one premises: why, and how sure that is. */
export interface Likeness {
  readonly oneId: string;
  readonly otherId: string;
  readonly reason: Label;
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'UNSURE';
}

/** Active premises that the caller reads, with what likeness is seen by. */
const door = (context: ServiceContext) => readable(context, premisesThing(context)).select(['id', 'kind', 'credit_code', 'area_code', 'address', 'name_key'] as never).where('ended_at' as never, 'is', null as never);

/** One place: the area of one holds the area of the other. */
const nested = sql`(starts_with(a.area_code, b.area_code) or starts_with(b.area_code, a.area_code))`;
const oneTown = sql`(length(a.area_code) < 9 or length(b.area_code) < 9 or left(a.area_code, 9) = left(b.area_code, 9))`;
const untold = sql`not exists (select from enterprises.told_apart as told where told.one_id = least(a.id, b.id) and told.other_id = greatest(a.id, b.id))`;
/** The same code, kind and place; or a name written alike without two different codes, in one town. Each pair of addresses is compared once. */
const pairs = (a: RawBuilder<unknown>, b: RawBuilder<unknown>, order: RawBuilder<unknown>, addresses: RawBuilder<unknown>) => sql`
  select a.id as one, b.id as other, true as coded, ${addresses} as addresses from ${a} as a join ${b} as b on b.credit_code = a.credit_code and b.kind = a.kind and ${order} where ${nested} and ${untold}
  union all
  select one, other, false, addresses from (
    select a.id as one, b.id as other, ${nested} as nested, ${addresses} as addresses from ${a} as a join ${b} as b on b.name_key = a.name_key and a.name_key <> '' and ${order}
      where (a.credit_code is null or b.credit_code is null) and ${oneTown} and ${untold} offset 0) as named
    where coalesce(addresses, nested)`;
const whole = sql`enterprises.addresses_alike(a.address, b.address)`;
const inParts = sql`enterprises.parts_alike(a.address_key, a.parts, b.address_key, b.parts)`;

const rank = sql`case when coded and addresses is not false then 1 when not coded and addresses then 2 else 3 end`;

function likenessOf({ one, other, coded, addresses: alike, rank: place }: Row): Likeness {
  const reason = coded
    ? alike === false ? { zh: '代码、类别、区域相同，地址不同', en: 'The same code, kind and area; the addresses differ' } : { zh: '代码、类别、区域相同', en: 'The same code, kind and area' }
    : alike ? { zh: '名称和地址写法相近', en: 'Name and address are written alike' } : { zh: '名称写法相近，地址没有登记全', en: 'The name is written alike; an address is not recorded' };
  return { oneId: one as string, otherId: other as string, reason, certainty: (['CERTAIN', 'LIKELY', 'UNSURE'] as const)[Number(place) - 1]! };
}

/** Records that may be of the same premises as this one; for a whole page of records in one statement. */
export const alikeOf = (context: ServiceContext, id: string): Promise<readonly Likeness[]> =>
  context
    .loader('premises alike', () =>
      new DataLoader<string, readonly Likeness[]>(async (ids) => {
        const asked = sql`(select * from ${door(context)} as asked where asked.id = any(${[...ids]}::uuid[]))`;
        const { rows } = await sql<Row>`select *, ${rank} as rank from (${pairs(asked, sql`(${door(context)})`, sql`b.id <> a.id`, whole)}) as pairs order by rank, other`.execute(context.db);
        const byOne = Map.groupBy(rows.map(likenessOf), ({ oneId }) => oneId);
        return ids.map((each) => byOne.get(each) ?? []);
      }, { cache: false }))
    .load(id);

export interface Duplicates {
  readonly pairs: readonly Likeness[];
  readonly total: number;
}

/** All pairs of an area that nobody has decided yet, the surest first: one statement. */
export async function findDuplicates(context: ServiceContext, areaCode: string | null | undefined, first: number): Promise<Duplicates> {
  const mine = door(context).where(sql`starts_with(area_code, ${areaCode ?? ''})` as never);
  const { rows } = await sql<Row>`with mine as (select *, count(*) over (partition by credit_code, kind) as coded_alike, count(*) over (partition by name_key) as named_alike from (${mine}) as its),
    keyed as materialized (select *, enterprises.address_key(address) as address_key from mine where (credit_code is not null and coded_alike > 1) or named_alike > 1),
    twins as materialized (select *, enterprises.address_parts(address_key) as parts from keyed),
    pairs as materialized (${pairs(sql`twins`, sql`twins`, sql`b.id > a.id`, inParts)})
    select *, ${rank} as rank, (select count(*)::int from pairs) as total from pairs order by rank, one, other limit ${first}`.execute(context.db);
  return { pairs: rows.map(likenessOf), total: Number(rows[0]?.total ?? 0) };
}
