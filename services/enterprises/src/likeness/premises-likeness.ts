import { CertaintyEnum } from '@moduan/kernel';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Premises } from '../premises/premises.entity';

const plain = { simpleResolvers: true };

@ObjectType({ ...plain, description: 'Two records that may be of one premises.' })
export class PremisesPair {
  @Field(() => Premises, { description: 'The record entered first.' }) one!: Premises;
  @Field(() => Premises, { description: 'The other.' }) other!: Premises;
  @Field(() => String, { description: 'Why they are taken to be alike.' }) reason!: string;
  @Field(() => CertaintyEnum, { description: 'How sure it is.' }) certainty!: string;
}

@ObjectType({ ...plain, description: 'Possible duplicates, the surest first.' })
export class PossibleDuplicates {
  @Field(() => Int, { description: 'How many pairs there are in all.' }) totalCount!: number;
  @Field(() => [PremisesPair], { description: 'The first of them.' }) nodes!: readonly PremisesPair[];
}

@InputType({ description: 'Decides that two records are not of the same premises; they are not proposed again.' })
export class TellPremisesApartInput {
  @Field(() => ID, { description: 'One record.' }) id!: string;
  @Field(() => ID, { description: 'The other.' }) otherId!: string;
  @Field(() => String, { description: 'Why they are two; stands in the history of both.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@InputType({ description: 'Merges two records of one premises: one is kept, the other ends and says where it went.' })
export class MergePremisesInput {
  @Field(() => ID, { description: 'The record that is kept.' }) id!: string;
  @Field(() => Int, { description: 'Its version as it was compared.' }) version!: number;
  @Field(() => ID, { description: 'The record that ends.' }) otherId!: string;
  @Field(() => Int, { description: 'Its version as it was compared.' }) otherVersion!: number;
  @Field(() => [String], { description: 'Fields whose values are taken from the record that ends, by their names in the graph.' }) take!: string[];
  @Field(() => String, { description: 'Why they are the same; stands in the history of both.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}
