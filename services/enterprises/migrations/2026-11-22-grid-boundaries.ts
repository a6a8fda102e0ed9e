import { Migration } from '@mikro-orm/migrations';

/** The copy of the grids knows their boundaries, so that a point tells its grid: filled from what is there already. */
export class GridBoundaries extends Migration {
  override up(): void {
    this.addSql('alter table grid_copy add column boundary jsonb');
    this.addSql(`do $$ begin if to_regclass('grids.grid') is not null then
      update grid_copy as its set boundary = grid.boundary from grids.grid as grid where grid.id = its.id; end if; end $$`);
  }
}
