import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Premises } from './premises.entity';

const plain = { simpleResolvers: true };

@ObjectType({ ...plain, description: 'A premises that was not placed.' })
export class PlacingRefusal {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Its name; null when the caller can’t read it.' }) name!: string | null;
  @Field(() => String, { description: 'Why it stayed where it was.' }) message!: string;
}

@ObjectType({ ...plain, description: 'Premises without a town whose addresses name the same old place as those just placed.' })
export class PlacingAlike {
  @Field(() => String, { description: 'The old name.' }) oldPlaceName!: string;
  @Field(() => String, { description: 'The town in which the others were placed: offer it for these.' }) areaCode!: string;
  @Field(() => Int, { description: 'How many there are.' }) count!: number;
}

@ObjectType({ ...plain, description: 'What became of placing.' })
export class PremisesPlacing {
  @Field(() => [Premises], { description: 'Those that stand in the new place now.' }) placed!: readonly Premises[];
  @Field(() => [PlacingRefusal], { description: 'Those that stayed, each with the reason; not told again when an attempt is repeated.' }) refused!: PlacingRefusal[];
  @Field(() => [PlacingAlike], { description: 'Others that can be placed together: call again with their old name.' }) alike!: readonly PlacingAlike[];
}

@ObjectType({ ...plain, description: 'What became of entering a successor.' })
export class PremisesSuccession {
  @Field(() => [Premises], { description: 'Those that have ended and name it.' }) succeeded!: readonly Premises[];
  @Field(() => [PlacingRefusal], { description: 'Those that stayed, each with the reason; not told again when an attempt is repeated.' }) refused!: PlacingRefusal[];
}
