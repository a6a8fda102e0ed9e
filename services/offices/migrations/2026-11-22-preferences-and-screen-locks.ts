import { Migration } from '@mikro-orm/migrations';

/** How a person likes the portal, wherever they sign in; sessions whose screen is locked. */
export class PreferencesAndScreenLocks extends Migration {
  override up(): void {
    this.addSql(`create table preference (account_id uuid not null references account (id), key text collate "C" not null,
      value jsonb not null, updated_at timestamptz not null, primary key (account_id, key))`);
    this.addSql('alter table session add column locked_at timestamptz');
    this.addSql('alter table setting add column screen_lock_minutes int not null default 15');
  }
}
