import { Migration } from '@mikro-orm/migrations';

/** The box around each boundary, found by an index: a map asks for what it shows without reading the polygons of the whole city. */
export class GridBounds extends Migration {
  override up(): void {
    this.addSql(`create function bounds_of(area jsonb) returns box language sql immutable strict parallel safe as $$
      select box(point(max((place ->> 0)::float8), max((place ->> 1)::float8)), point(min((place ->> 0)::float8), min((place ->> 1)::float8)))
      from jsonb_path_query(area, case area ->> 'type' when 'Polygon' then '$.coordinates[*][*]'::jsonpath else '$.coordinates[*][*][*]'::jsonpath end) as place $$`);
    this.addSql('create index grid_bounds on grid using gist (bounds_of(boundary)) where boundary is not null');
  }
}
