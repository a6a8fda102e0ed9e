import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime, Day } from '../graph/scalars';

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'A record opened to a unit outside of its area, to be read there while it is shared.' })
export class RecordShare {
  @Field(() => ID, { description: 'Id of the share.' }) id!: string;
  @Field(() => ID, { description: 'The unit that it is shared with.' }) unitId!: string;
  @Field(() => Day, { description: 'First day.' }) startsOn!: string;
  @Field(() => Day, { nullable: true, description: 'Last day, included; open when absent.' }) endsOn!: string | null;
  @Field(() => String, { description: 'Why it is shared.' }) reason!: string;
  @Field(() => Boolean, { description: 'Whether it is open today.' }) holds!: boolean;
  @Field(() => DateTime, { description: 'When it was shared.' }) createdAt!: string;
  @Field(() => String, { description: 'Who shared it.' }) createdByName!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was ended before its last day.' }) endedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Who ended it.' }) endedByName!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was ended.' }) endReason!: string | null;
}

@InputType({ description: 'Opens a record to a unit outside of its area.' })
export class ShareInput {
  @Field(() => ID, { description: 'The record.' }) id!: string;
  @Field(() => Int, { nullable: true, description: 'The version as it was seen; sharing does not change the record.' }) version?: number;
  @Field(() => ID, { description: 'The unit, by the directory of units.' }) unitId!: string;
  @Field(() => Day, { nullable: true, description: 'Last day, included; open until it is ended when absent.' }) endsOn?: string | null;
  @Field(() => String, { description: 'Why; stands in the history.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@InputType({ description: 'Ends the share of a record; what was shared stays in its history.' })
export class EndShareInput {
  @Field(() => ID, { description: 'The record.' }) id!: string;
  @Field(() => ID, { description: 'The share.' }) shareId!: string;
  @Field(() => String, { description: 'Why it ends.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}
