import { recordOf, thing, type Scope } from '@moduan/kernel';
import { operatorRegister } from '@moduan/schema/enterprises/operator';
import { sql } from 'kysely';
import { premisesScope } from '../premises/premises.scope';

export class Operator extends recordOf(operatorRegister) {}

/** An operator is readable by whoever reads one of its premises. */
const throughPremises: Scope = {
  open: false,
  test: (eb, actor) =>
    eb.exists(
      eb
        .selectFrom('premises as its')
        .select(sql<number>`1`.as('one'))
        .whereRef('its.operator_id', '=', 'operator.id')
        .where((inner) => premisesScope('its').test(inner as never, actor)) as never,
    ),
};

export const operators = thing(Operator, operatorRegister, {
  scope: throughPremises,
  policy: { amend: (actor) => actor.may('operator.amend') },
});
