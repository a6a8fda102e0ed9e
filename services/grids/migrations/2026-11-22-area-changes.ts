import { Migration } from '@mikro-orm/migrations';

/** Codes that went with a re-organisation, and those that stand for them. */
export class AreaChanges extends Migration {
  override up(): void {
    this.addSql(`create table area_change (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, from_name text, from_code text collate "C", to_name text, to_code text collate "C",
      level text, kind text, effective_on date, document text, reason text)`);
    this.addSql('create index area_change_from on area_change (from_code, effective_on)');
    this.addSql('create index area_change_to on area_change (to_code, effective_on)');
  }
}
