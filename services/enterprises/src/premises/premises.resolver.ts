import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { gradePremises } from '../star-change/grade-premises';
import { findAlike } from './find-alike';
import { placePremises } from './place-premises';
import { PremisesPlacing } from './premises-placing';
import { Premises } from './premises.entity';
import { GradePremisesInput, PlacePremisesInput, TransferPremisesInput } from './premises.inputs';
import { transferPremises } from './transfer-premises';

@Resolver()
export class PremisesResolver {
  @Guard('premises.place')
  @Mutation(() => PremisesPlacing, { description: 'Places premises inside the area in which they stand: from the city to a town, a village, a grid. Those that stand elsewhere stay, with the reason.' })
  async placePremises(@Arg('input', () => PlacePremisesInput) input: PlacePremisesInput, @Ctx() context: ServiceContext): Promise<PremisesPlacing> {
    const { placed, refused } = await placePremises(context, input);
    const said = refused.map((refusal) => ({ ...refusal, message: refusal.message[context.request.language] }));
    return { placed, refused: said, alike: await findAlike(context, placed) };
  }

  @Guard('premises.transfer')
  @Mutation(() => Premises, { description: 'Moves premises to a town, village or grid of the caller’s area. CONFLICT when somebody changed it first.' })
  transferPremises(@Arg('input', () => TransferPremisesInput) input: TransferPremisesInput, @Ctx() context: ServiceContext): Promise<Premises> {
    return transferPremises(context, input);
  }

  @Guard('premises.grade')
  @Mutation(() => Premises, { description: 'Enters the stars of an enterprise with the reason; the supervisor follows.' })
  gradePremises(@Arg('input', () => GradePremisesInput) input: GradePremisesInput, @Ctx() context: ServiceContext): Promise<Premises> {
    return gradePremises(context, input);
  }
}
