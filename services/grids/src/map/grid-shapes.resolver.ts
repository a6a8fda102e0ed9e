import { filterInputOf, Guard, MapBox, requireSoundView, ServiceContext, type Filter } from '@moduan/kernel';
import { Arg, Ctx, Float, Query, Resolver } from 'type-graphql';
import { grids } from '../grid/grid.entity';
import { GridShapes, readShapes } from './grid-shapes';

@Resolver()
export class GridShapesResolver {
  @Guard('grid.read')
  @Query(() => GridShapes, { nullable: true, description: 'Grids of a filter whose boundary touches a box. INVALID_INPUT names the edge or the zoom at fault.' })
  gridShapes(
    @Ctx() context: ServiceContext,
    @Arg('box', () => MapBox, { description: 'What the map shows.' }) box: MapBox,
    @Arg('zoom', () => Float, { nullable: true, description: 'Zoom of the map, 0 to 24: points of boundaries that can not be seen at it are left out; whole boundaries unless told.' }) zoom?: number,
    @Arg('filter', () => filterInputOf(grids), { nullable: true, description: 'Only grids that meet it; all that the caller may read unless told.' }) filter?: Filter,
  ): Promise<GridShapes> {
    requireSoundView(box, zoom);
    return readShapes(context, box, zoom, filter);
  }
}
