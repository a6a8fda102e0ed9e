import { readableFor, recordOf, thing, type Scope } from '@moduan/kernel';
import { operatorRegister } from '@moduan/schema/enterprises/operator';
import { sql } from 'kysely';
import { premisesScope } from '../premises/premises.scope';

export class Operator extends recordOf(operatorRegister) {}

/** An operator is readable by whoever reads one of its premises. */
const throughPremises: Scope = {
  open: false,
  test: (eb, reach) =>
    eb.exists(
      eb
        .selectFrom('premises as its')
        .select(sql<number>`1`.as('one'))
        .whereRef('its.operator_id', '=', 'operator.id')
        .where((inner) => premisesScope('its').test(inner as never, reach)) as never,
    ),
};

export const operators = thing(Operator, operatorRegister, {
  scope: throughPremises,
  foundByParts: true,
  policy: { amend: (actor) => actor.may('operator.amend') },
  permits: async (db, { id }, context): Promise<boolean> => (await readableFor(context, operators, 'operator.amend', db).select('id').where('id', '=', id as never).executeTakeFirst()) !== undefined,
});
