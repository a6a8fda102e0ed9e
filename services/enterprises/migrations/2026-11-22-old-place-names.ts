import { Migration } from '@mikro-orm/migrations';

/** The former township that an address names: premises entered before get it when they are next saved. */
export class OldPlaceNames extends Migration {
  override up(): void {
    this.addSql('alter table premises add column old_place_name text');
    this.addSql(`create index premises_old_place_name on premises (old_place_name) where ended_at is null and placed = 'CITY'`);
  }
}
