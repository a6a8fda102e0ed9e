import { answer, Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { gradePremises } from '../star-change/grade-premises';
import { premisesAtDoor } from './door-code';
import { findAlike } from './find-alike';
import { placePremises } from './place-premises';
import { PremisesPlacing, PremisesSuccession } from './premises-placing';
import { premises, Premises } from './premises.entity';
import { GradePremisesInput, PlacePremisesInput, SucceedPremisesInput, TransferPremisesInput } from './premises.inputs';
import { succeedPremises } from './succeed-premises';
import { transferPremises } from './transfer-premises';

const shown = (records: readonly Premises[]) => records.map((record) => answer(premises, record) as Premises);

@Resolver()
export class PremisesResolver {
  @Guard('premises.read')
  @Query(() => Premises, { nullable: true, description: 'The premises on whose door a code stands. NOT_FOUND when it can’t be read or there is none.' })
  async premisesAtDoor(@Arg('code', () => String, { description: 'The code, with or without its dashes.' }) code: string, @Ctx() context: ServiceContext): Promise<object> {
    return premisesAtDoor(context, code);
  }

  @Guard('premises.place')
  @Mutation(() => PremisesPlacing, { description: 'Places premises inside the area in which they stand: from the city to a town, a village, a grid. Those that stand elsewhere stay, with the reason.' })
  async placePremises(@Arg('input', () => PlacePremisesInput) input: PlacePremisesInput, @Ctx() context: ServiceContext): Promise<PremisesPlacing> {
    const { placed, refused } = await placePremises(context, input);
    const said = refused.map((refusal) => ({ ...refusal, message: refusal.message[context.request.language] }));
    return { placed: shown(placed), refused: said, alike: await findAlike(context, placed) };
  }

  @Guard('premises.transfer')
  @Mutation(() => Premises, { description: 'Moves premises to a town, village or grid of the caller’s area. CONFLICT when somebody changed it first.' })
  async transferPremises(@Arg('input', () => TransferPremisesInput) input: TransferPremisesInput, @Ctx() context: ServiceContext): Promise<object> {
    return answer(premises, await transferPremises(context, input));
  }

  @Guard('premises.grade')
  @Mutation(() => Premises, { description: 'Enters the stars of an enterprise with the reason; the supervisor follows.' })
  async gradePremises(@Arg('input', () => GradePremisesInput) input: GradePremisesInput, @Ctx() context: ServiceContext): Promise<object> {
    return answer(premises, await gradePremises(context, input));
  }

  @Guard('premises.succeed')
  @Mutation(() => PremisesSuccession, { description: 'Several premises end and name one that carries on; nothing of theirs is taken over.' })
  async succeedPremises(@Arg('input', () => SucceedPremisesInput) input: SucceedPremisesInput, @Ctx() context: ServiceContext): Promise<PremisesSuccession> {
    const { succeeded, refused } = await succeedPremises(context, input);
    return { succeeded: shown(succeeded), refused: refused.map((refusal) => ({ ...refusal, message: refusal.message[context.request.language] })) };
  }
}
