import { trailThings, type ServiceDefinition } from '@moduan/kernel';
import { gridsOperations, gridsRefusedAttempts } from '@moduan/schema/grids/trail';
import { migrations } from '../migrations';
import { copies } from './copies/copies';
import { gridStaff } from './grid-staff/grid-staff.entity';
import { gridStaffImport } from './grid-staff/import-grid-staff';
import { areaChanges } from './area-change/area-change.entity';
import { AreaChangeResolver } from './area-change/area-change.resolver';
import { areaAliases } from './area-alias/area-alias.entity';
import { areaNames } from './area/area-names';
import { areas } from './area/area.entity';
import { grids } from './grid/grid.entity';
import { GridShapesResolver } from './map/grid-shapes.resolver';

/** What the gateway asks of grids in its own name. */
export const gridsCalls = { areaNames };

/** Grids: the tree of areas, their former names, and the grids with their polygons. */
export const gridsService: ServiceDefinition = {
  name: 'grids',
  things: [areas, areaAliases, grids, gridStaff, areaChanges, ...trailThings(gridsOperations, gridsRefusedAttempts)],
  calls: gridsCalls,
  resolvers: [AreaChangeResolver, GridShapesResolver],
  imports: [gridStaffImport],
  handlers: copies,
  migrations,
};
