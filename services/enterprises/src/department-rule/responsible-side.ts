import { stubOf } from '@moduan/kernel';
import { Field, FieldResolver, ID, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';

const Side = { INDUSTRY: 'INDUSTRY', TERRITORY: 'TERRITORY', OPERATOR: 'OPERATOR' } as const;
registerEnumType(Side, { name: 'Side', description: 'The department of the industry, the village or emergency office, the operator itself.' });

@ObjectType({ simpleResolvers: true, description: 'One of those who answer for the safety of a premises.' })
export class ResponsibleSide {
  @Field(() => Side, { description: 'Which side it is.' }) side!: keyof typeof Side;
  @Field(() => ID, { nullable: true, description: 'The unit, where it is one of the directory.' }) unitId!: string | null;
  @Field(() => String, { nullable: true, description: 'How it is called, where it is no unit of the directory.' }) name!: string | null;
  @Field(() => String, { nullable: true, description: 'The responsible person, where one is recorded.' }) person!: string | null;
  @Field(() => String, { description: 'Why this one.' }) reason!: string;
}

const directory = stubOf('UnitName');

/** How the unit is called, belongs to the offices: joined in the graph. */
@Resolver(() => ResponsibleSide)
export class ResponsibleSideResolver {
  @FieldResolver(() => directory, { nullable: true, description: 'How the unit is called.' })
  unit(@Root() { unitId }: ResponsibleSide): object | null {
    return unitId ? { id: unitId } : null;
  }
}
