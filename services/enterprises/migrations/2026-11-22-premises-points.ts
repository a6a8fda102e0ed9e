import { Migration } from '@mikro-orm/migrations';

/** Where active premises stand, with what a map counts and what decides who sees them: a view of the map then reads no records. */
export class PremisesPoints extends Migration {
  override up(): void {
    this.addSql(`create index premises_points on premises (longitude, latitude) include (area_code, kind, stars, supervisor)
      where ended_at is null and longitude is not null and latitude is not null`);
  }
}
