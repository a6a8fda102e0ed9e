import { Migration } from '@mikro-orm/migrations';

/** Rows of the log of sign-ins bear marks and come under the seals; older ones get theirs when the migration is done. */
export class SignInsMarked extends Migration {
  override up(): void {
    this.addSql('alter table sign_in add column mac text, add column clock bigint not null default audit.clock()');
    this.addSql('create index sign_in_clock on sign_in using brin (clock)');
  }
}
