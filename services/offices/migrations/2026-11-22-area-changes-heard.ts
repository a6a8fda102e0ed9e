import { Migration } from '@mikro-orm/migrations';

/** Re-organisations of areas that units, people and posts have followed: each once. */
export class AreaChangesHeard extends Migration {
  override up(): void {
    this.addSql('create table area_change_heard (id uuid primary key, at timestamptz not null default now())');
  }
}
