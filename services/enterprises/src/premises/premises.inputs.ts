import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Places premises: either those of the ids, or all without a town whose address names the old place.' })
export class PlacePremisesInput {
  @Field(() => [ID], { nullable: true, description: 'The premises, at most 2,000.' }) ids?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Instead of ids: the old name that the addresses share.' }) oldPlaceName?: string | null;
  @Field(() => String, { description: 'Town, village or grid, inside the area in which the premises stand now.' }) areaCode!: string;
  @Field(() => String, { nullable: true, description: 'Why there; stands in the history.' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

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

@InputType({ description: 'Several premises are carried on by one, as after a consolidation.' })
export class SucceedPremisesInput {
  @Field(() => [ID], { description: 'The premises that end, at most 200.' }) ids!: string[];
  @Field(() => ID, { description: 'The premises that carries on.' }) successorId!: string;
  @Field(() => String, { description: 'Day from which it carries on, as 2026-11-22.' }) on!: string;
  @Field(() => String, { description: 'Why; stands in the history.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}
