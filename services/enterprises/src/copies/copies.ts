import { copyOf, type EventHandler } from '@moduan/kernel';
import { leaveEndedGrids } from '../premises/leave-ended-grids';

const grids = copyOf({ event: 'grids.grid', table: 'grid_copy', columns: { areaCode: 'area_code', name: 'name', boundary: 'boundary', endedAt: 'ended_at' } });

/** What placing, transferring and showing need of the areas and grids, and sharing of the units; grids and offices own the originals. */
export const copies: readonly EventHandler[] = [
  copyOf({
    event: 'grids.area',
    table: 'area_copy',
    columns: { code: 'code', name: 'name', parentCode: 'parent_code', path: 'path', validUntil: 'valid_until', endedAt: 'ended_at' },
  }),
  copyOf({
    event: 'grids.alias',
    table: 'alias_copy',
    columns: { areaCode: 'area_code', name: 'name', kind: 'kind', endedAt: 'ended_at' },
  }),
  {
    ...grids,
    handle: async (db, payload, asSystem) => {
      await grids.handle(db, payload);
      await leaveEndedGrids(payload.rows, asSystem);
    },
  },
  copyOf({ event: 'offices.unit', table: 'unit_copy', columns: { endedAt: 'ended_at' } }),
];
