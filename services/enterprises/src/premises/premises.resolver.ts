import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { gradePremises } from '../star-change/grade-premises';
import { Premises } from './premises.entity';
import { transferPremises } from './transfer-premises';

@InputType({ description: 'Moves premises to another area or grid.' })
export class TransferPremisesInput {
  @Field(() => ID, { description: 'The premises.' }) id!: string;
  @Field(() => Int, { description: 'The version that the change is based on.' }) version!: number;
  @Field(() => String, { description: 'Town, village or grid, by its code.' }) areaCode!: string;
  @Field(() => String, { description: 'Why it moves.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@InputType({ description: 'Grades an enterprise.' })
export class GradePremisesInput {
  @Field(() => ID, { description: 'The premises.' }) id!: string;
  @Field(() => Int, { description: 'The version that the change is based on.' }) version!: number;
  @Field(() => Int, { nullable: true, description: '1 to 5; null lifts the grading.' }) stars?: number | null;
  @Field(() => String, { description: 'Why it is graded so.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@Resolver()
export class PremisesResolver {
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
