import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Hands over what was asked for.' })
export class AcceptTransferDemandInput {
  @Field(() => ID, { description: 'What was asked of us.' }) id!: string;
  @Field(() => Int, { description: 'The version that the change is based on.' }) version!: number;
  @Field(() => String, { nullable: true, description: 'What who asked is told.' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@InputType({ description: 'Refuses to hand over.' })
export class RefuseTransferDemandInput {
  @Field(() => ID, { description: 'What was asked of us.' }) id!: string;
  @Field(() => Int, { description: 'The version that the change is based on.' }) version!: number;
  @Field(() => String, { description: 'Why; who asked is told.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@InputType({ description: 'Takes a request back that nobody has answered.' })
export class WithdrawTransferRequestInput {
  @Field(() => ID, { description: 'The request.' }) id!: string;
  @Field(() => Int, { description: 'The version that the change is based on.' }) version!: number;
  @Field(() => String, { nullable: true, description: 'Why.' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}
