import { filterInputOf, Guard, MapBox, requireSoundView, ServiceContext, type Filter } from '@moduan/kernel';
import { Arg, Ctx, FieldResolver, Float, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { premises } from '../premises/premises.entity';
import { PremisesMap } from './premises-map';
import { PremisesCluster, PremisesPoint } from './premises-map.types';

ObjectType('PremisesMap', { description: 'Premises as a map shows them: one by one where they can be told apart, else in clusters.' })(PremisesMap);

@Resolver(() => PremisesMap)
export class PremisesMapResolver {
  @Guard('premises.read')
  @Query(() => PremisesMap, { nullable: true, description: 'The premises of a filter inside a box. INVALID_INPUT names the edge or the zoom at fault.' })
  premisesMap(
    @Ctx() context: ServiceContext,
    @Arg('box', () => MapBox, { description: 'What the map shows.' }) box: MapBox,
    @Arg('zoom', () => Float, { description: 'Zoom of the map, 0 to 24 (tiles of 512 pixels): clusters are 64 pixels wide, from 15 on premises stand one by one.' }) zoom: number,
    @Arg('filter', () => filterInputOf(premises), { nullable: true, description: 'Only records that meet it; all that the caller may read unless told.' }) filter?: Filter,
  ): PremisesMap {
    requireSoundView(box, zoom);
    return new PremisesMap(context, box, zoom, filter);
  }

  @FieldResolver(() => [PremisesPoint], { description: 'Each by itself: at most 2,000 from zoom 15 on, at most 200 before; none when there are more, then there are clusters.' })
  points(@Root() map: PremisesMap): Promise<readonly PremisesPoint[]> {
    return map.points();
  }

  @FieldResolver(() => [PremisesCluster], { description: 'Those that stand close together, largest first.' })
  clusters(@Root() map: PremisesMap): Promise<readonly PremisesCluster[]> {
    return map.clusters();
  }

  @FieldResolver(() => Int, { description: 'How many stand inside the box.' })
  inBox(@Root() map: PremisesMap): Promise<number> {
    return map.inBox();
  }

  @FieldResolver(() => Int, { description: 'How many the filter holds, wherever they stand: the denominator.' })
  total(@Root() map: PremisesMap): Promise<number> {
    return map.total();
  }

  @FieldResolver(() => Int, { description: 'How many of the filter have no point and stand on no map.' })
  withoutPoint(@Root() map: PremisesMap): Promise<number> {
    return map.withoutPoint();
  }
}
