import { CertaintyEnum } from '@moduan/kernel';
import { Field, ObjectType } from 'type-graphql';

@ObjectType('PremisesPlacement', { simpleResolvers: true, description: 'What the address of a premises says of its place.' })
export class PremisesPlacementType {
  @Field(() => String, { nullable: true, description: 'Town or village proposed; null when only the reason why none is.' }) areaCode!: string | null;
  @Field(() => String, { description: 'Its names, from the town down.' }) label!: string;
  @Field(() => String, { description: 'Why it is proposed, or why nothing is.' }) reason!: string;
  @Field(() => CertaintyEnum, { description: 'How sure it is.' }) certainty!: string;
}
