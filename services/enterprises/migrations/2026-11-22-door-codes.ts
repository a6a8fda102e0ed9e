import { Migration } from '@mikro-orm/migrations';

/** The code that stands on the door of premises: 48 random bits, so that it can not be guessed and tells nothing; every premises has one. */
export class DoorCodes extends Migration {
  override up(): void {
    this.addSql(`alter table premises add column door_code text not null default upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))`);
    this.addSql('create unique index premises_unique_door_code on premises (door_code)');
  }
}
