import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { inputType, type MadeClass } from '../graph/field-types';
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

/** What sharing a record asks for. */
export interface ShareInput {
  readonly id: string;
  readonly unitId: string;
  readonly endsOn?: string | null;
  readonly reason: string;
  readonly clientMutationId?: string;
}
export interface EndShareInput {
  readonly id: string;
  readonly shareId: string;
  readonly reason: string;
  readonly clientMutationId?: string;
}

const member = (type: unknown, description: string, nullable = false) => ({ type: () => type, description, nullable });
const key = member(String, 'Idempotency key.', true);

/** Each register has inputs of its own, called like its mutations. */
export const shareInputs = (type: string): { readonly share: MadeClass; readonly end: MadeClass } => ({
  share: inputType(`Share${type}Input`, 'Opens a record to a unit outside of its area.', {
    id: member(ID, 'The record.'),
    version: member(Int, 'The version as it was seen; sharing does not change the record.', true),
    unitId: member(ID, 'The unit, by the directory of units.'),
    endsOn: member(Day, 'Last day, included; open until it is ended when absent.', true),
    reason: member(String, 'Why; stands in the history.'),
    clientMutationId: key,
  }),
  end: inputType(`End${type}ShareInput`, 'Ends the share of a record; what was shared stays in its history.', {
    id: member(ID, 'The record.'),
    shareId: member(ID, 'The share.'),
    reason: member(String, 'Why it ends.'),
    clientMutationId: key,
  }),
});
