import { Day } from '@moduan/kernel';
import { areaChangeRegister } from '@moduan/schema/grids/area-change';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';

@InputType({ description: 'An area that goes into another, or goes on under another code; what stands below it goes with it.' })
export class AreaMoveInput {
  @Field(() => String, { description: 'Code of the area or grid that goes.' }) from!: string;
  @Field(() => String, { description: 'Code of the same level that stands for it: of an area that is there, or a free one.' }) to!: string;
  @Field(() => String, { nullable: true, description: 'Name for a free code; the former name unless told.' }) name?: string | null;
}

@InputType({ description: 'A re-organisation of areas.' })
export class ReorganiseAreasInput {
  @Field(() => [AreaMoveInput], { description: 'What goes where.' }) moves!: AreaMoveInput[];
  @Field(() => Day, { description: 'First day of the new codes; today or earlier.' }) effectiveOn!: string;
  @Field(() => String, { nullable: true, description: 'Number of the document that decided it.' }) document?: string | null;
  @Field(() => String, { description: 'What was decided, in a sentence; stands in the history of every record that follows.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

const { MERGED, RECODED } = { MERGED: 'MERGED', RECODED: 'RECODED' } as const;
const Kind = { MERGED, RECODED };
registerEnumType(Kind, { name: 'ReorganisationKind', description: areaChangeRegister.fields.kind.doc });

@ObjectType({ simpleResolvers: true, description: 'What becomes of one code.' })
export class ReorganisationStep {
  @Field(() => String, { description: 'Code that goes.' }) from!: string;
  @Field(() => String, { description: 'Its name.' }) fromName!: string;
  @Field(() => String, { description: 'Code that stands for it.' }) to!: string;
  @Field(() => String, { description: 'The name of that.' }) toName!: string;
  @Field(() => Kind, { description: 'Whether it goes into an area that is there, or goes on under another code.' }) kind!: 'MERGED' | 'RECODED';
  @Field(() => Boolean, { description: 'Whether it was asked for; else it follows from an area above it.' }) asked!: boolean;
}
