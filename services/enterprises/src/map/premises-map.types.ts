import { graphTypeOf } from '@moduan/kernel';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Premises that stand close together for the zoom of the map.' })
export class PremisesCluster {
  @Field(() => Int, { description: 'How many premises.' }) count!: number;
  @Field(() => Int, { description: 'Of them under the emergency office; the others are under their village.' }) underOffice!: number;
  @Field(() => Float, { description: 'Middle of their points.' }) longitude!: number;
  @Field(() => Float, { description: 'Middle of their points.' }) latitude!: number;
  @Field(() => Float, { description: 'Westernmost of them: the four edges are what a map opens the cluster to.' }) west!: number;
  @Field(() => Float, { description: 'Southernmost of them.' }) south!: number;
  @Field(() => Float, { description: 'Easternmost of them.' }) east!: number;
  @Field(() => Float, { description: 'Northernmost of them.' }) north!: number;
}

@ObjectType({ simpleResolvers: true, description: 'One premises on the map.' })
export class PremisesPoint {
  @Field(() => ID, { description: 'The premises.' }) id!: string;
  @Field(() => String, { description: premisesRegister.fields.name.doc }) name!: string;
  @Field(() => graphTypeOf('Premises', 'kind', premisesRegister.fields.kind) as never, { description: premisesRegister.fields.kind.doc }) kind!: string;
  @Field(() => Int, { nullable: true, description: premisesRegister.fields.stars.doc }) stars!: number | null;
  @Field(() => String, { description: premisesRegister.fields.areaCode.doc }) areaCode!: string;
  @Field(() => Float, { description: premisesRegister.fields.longitude.doc }) longitude!: number;
  @Field(() => Float, { description: premisesRegister.fields.latitude.doc }) latitude!: number;
}
