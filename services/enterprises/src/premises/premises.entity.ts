import { CertaintyEnum, recordOf, thing } from '@moduan/kernel';
import { areaLevel, industryDivision, industrySection } from '@moduan/schema/codes';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { ResponsibleSide } from '../department-rule/responsible-side';
import { responsibleSidesOf } from '../department-rule/responsible-sides';
import { alikePremises } from '../likeness/alike-premises';
import { Field, ObjectType } from 'type-graphql';
import { supervisorOf } from '../star-change/supervisor';
import { doorCodeOf } from './door-code';
import { placementOf } from './placement-of-premises';
import { PremisesPlacementType } from './premises-placement';
import { premisesPolicy } from './premises.policy';
import { preparePremises } from './prepare-premises';
import { premisesScope } from './premises.scope';

export class Premises extends recordOf(premisesRegister) {
  /** Under which a narrowed jurisdiction knows it. */
  get premisesId(): string {
    return this.id;
  }
}

@ObjectType({ simpleResolvers: true, description: 'Another record that may be of the same premises.' })
class PremisesLikeness {
  @Field(() => Premises, { description: 'The other record.' }) premises!: object;
  @Field(() => String, { description: 'Why they are taken to be alike.' }) reason!: string;
  @Field(() => CertaintyEnum, { description: 'How sure it is.' }) certainty!: string;
}

export const premises = thing(Premises, premisesRegister, {
  scope: premisesScope(),
  policy: premisesPolicy,
  actions: ['place', 'transfer', 'grade', 'merge', 'succeed'],
  shared: { units: 'unit_copy' },
  listedByTown: true,
  foundByParts: true,
  pastAreas: 'premises_past_area',
  derive: (record) => ({
    // Stars are for enterprises: what becomes a shop has none.
    stars: record.kind === 'ENTERPRISE' ? record.stars : null,
    placed: areaLevel(record.areaCode)?.toUpperCase() ?? null,
    industrySection: record.industryCode ? (industrySection(record.industryCode)?.code ?? null) : null,
    industryDivision: record.industryCode ? (industryDivision(record.industryCode)?.code ?? null) : null,
    operatorName: record.operatorName ?? record.name,
    supervisor: supervisorOf(record.kind, record.stars),
  }),
  prepare: preparePremises,
  computed: {
    alike: {
      type: () => [PremisesLikeness],
      description: 'Records that may be of the same premises and that nobody has decided on, the surest first.',
      resolve: (record, context) => alikePremises(context, record),
    },
    doorCode: {
      type: () => String,
      description: 'The code on its door, under which whoever may read it finds it: random, tells nothing.',
      resolve: (record, context) => doorCodeOf(context, record.id),
    },
    responsibleSides: {
      type: () => [ResponsibleSide],
      description: 'Who answers for its safety: the department of its industry, the village or the office, and its operator; each with the reason.',
      resolve: (record, context) => responsibleSidesOf(context, record),
    },
    placement: {
      type: () => PremisesPlacementType,
      description: 'Proposed from the address while it is in no grid; null when the address says no more than is known.',
      resolve: async (record, context) => {
        const placement = await placementOf(context, record);
        return placement && { ...placement, reason: placement.reason[context.request.language] };
      },
    },
  },
});
