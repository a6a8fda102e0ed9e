import { answer, findReadable, Guard, invalidInput, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { premises, Premises } from '../premises/premises.entity';
import { findDuplicates } from './likeness-of-premises';
import { mergePremises } from './merge-premises';
import { MergePremisesInput, PossibleDuplicates, TellPremisesApartInput } from './premises-likeness';
import { tellPremisesApart } from './tell-premises-apart';

const PAIRS_AT_ONCE = 200;

@Resolver()
export class LikenessResolver {
  @Guard('premises.read')
  @Query(() => PossibleDuplicates, { description: 'Pairs of premises that may be the same, the surest first: the same code, kind and place, or name and address written alike.' })
  async possibleDuplicates(
    @Ctx() context: ServiceContext,
    @Arg('areaCode', () => String, { nullable: true, description: 'Only those inside this area.' }) areaCode?: string,
    @Arg('first', () => Int, { defaultValue: 50, description: `How many pairs: ${PAIRS_AT_ONCE} at most.` }) first?: number,
  ): Promise<PossibleDuplicates> {
    if (areaCode && !/^\d{1,15}$/.test(areaCode)) throw invalidInput([{ path: 'areaCode', message: { zh: '不是区划代码', en: 'It is no area code' } }]);
    const { pairs, total } = await findDuplicates(context, areaCode, Math.min(Math.max(first ?? 50, 1), PAIRS_AT_ONCE));
    const nodes = await Promise.all(pairs.map(async ({ oneId, otherId, reason, certainty }) => {
      const [one, other] = await Promise.all([findReadable(context, premises, oneId), findReadable(context, premises, otherId)]);
      return { one: one!, other: other!, reason: reason[context.request.language], certainty };
    }));
    // One that ended meanwhile is no pair any more.
    return { totalCount: total, nodes: nodes.filter(({ one, other }) => one && other) };
  }

  @Guard('premises.merge')
  @Mutation(() => Premises, { description: 'Merges two records of one premises, and answers the one that is kept. CONFLICT when either was changed first.' })
  async mergePremises(@Arg('input', () => MergePremisesInput) input: MergePremisesInput, @Ctx() context: ServiceContext): Promise<object> {
    return answer(premises, await mergePremises(context, input));
  }

  @Guard('premises.merge')
  @Mutation(() => Premises, { description: 'Decides that two records are of two premises; they are not proposed again.' })
  async tellPremisesApart(@Arg('input', () => TellPremisesApartInput) input: TellPremisesApartInput, @Ctx() context: ServiceContext): Promise<object> {
    return answer(premises, await tellPremisesApart(context, input));
  }
}
