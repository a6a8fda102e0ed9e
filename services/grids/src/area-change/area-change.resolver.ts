import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { AreaChange } from './area-change.entity';
import { AreaMoveInput, ReorganisationStep, ReorganiseAreasInput } from './area-change.inputs';
import { foreseeReorganisation, reorganiseAreas } from './reorganise-areas';

@Resolver()
export class AreaChangeResolver {
  @Guard('area.reorganise')
  @Query(() => [ReorganisationStep], { description: 'What would become of every code, towns first; nothing is changed. INVALID_INPUT names the moves at fault.' })
  reorganisationPlan(@Arg('moves', () => [AreaMoveInput], { description: 'What goes where.' }) moves: AreaMoveInput[], @Ctx() context: ServiceContext): Promise<readonly ReorganisationStep[]> {
    return foreseeReorganisation(context, moves);
  }

  @Guard('area.reorganise')
  @Mutation(() => [AreaChange], { description: 'Merges or moves areas with everything below them. Grids, staff, units, posts, people and premises follow, each with its history; former names go on finding old addresses.' })
  reorganiseAreas(@Arg('input', () => ReorganiseAreasInput) input: ReorganiseAreasInput, @Ctx() context: ServiceContext): Promise<readonly AreaChange[]> {
    return reorganiseAreas(context, input);
  }
}
