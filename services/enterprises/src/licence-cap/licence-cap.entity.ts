import { byArea, recordOf, thing, type Row, type ServiceContext } from '@moduan/kernel';
import { licenceCapRegister } from '@moduan/schema/enterprises/licence-cap';
import { today } from '@moduan/schema/codes';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { Int } from 'type-graphql';

export class LicenceCap extends recordOf(licenceCapRegister) {}

export const licenceCaps = thing(LicenceCap, licenceCapRegister, {
  scope: byArea('area_code', { lines: 'any' }),
  computed: { used: { type: () => Int, description: 'How many valid licences of the kind stand in the area now.', resolve: (cap, context) => usedOf(context, cap) } },
});

/** A figure, not the licences: counted for a whole page of caps in one statement. */
const usedOf = (context: ServiceContext, { id }: LicenceCap): Promise<number> =>
  context
    .loader('licences under caps', () =>
      new DataLoader<string, number>(async (ids) => {
        const { rows } = await sql<Row>`select cap.id, count(licence.id)::int as used from enterprises.licence_cap as cap
          left join enterprises.licence on licence.kind = cap.kind and licence.ended_at is null and starts_with(licence.area_code, cap.area_code)
            and (licence.valid_until is null or licence.valid_until >= ${today()}::date)
          where cap.id = any(${[...ids]}::uuid[]) group by cap.id`.execute(context.db);
        const used = new Map(rows.map((row) => [row.id as string, row.used as number]));
        return ids.map((each) => used.get(each) ?? 0);
      }, { cache: false }))
    .load(id);
