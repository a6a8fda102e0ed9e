import { copyOf } from '@moduan/kernel';

/** What placing, transferring and showing need of the areas and grids, and sharing of the units; grids and offices own the originals. */
export const copies = [
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
  copyOf({ event: 'grids.grid', table: 'grid_copy', columns: { areaCode: 'area_code', name: 'name', endedAt: 'ended_at' } }),
  copyOf({ event: 'offices.unit', table: 'unit_copy', columns: { endedAt: 'ended_at' } }),
];
