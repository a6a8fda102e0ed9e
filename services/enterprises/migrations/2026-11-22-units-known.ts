import { Migration } from '@mikro-orm/migrations';

/** Units with which premises may be shared: a copy of what offices owns, made of what is there already. */
export class UnitsKnown extends Migration {
  override up(): void {
    this.addSql('create table unit_copy (id uuid primary key, version int not null, ended_at timestamptz)');
    this.addSql(`do $$ begin if to_regclass('offices.unit') is not null then
      insert into unit_copy (id, version, ended_at) select id, version, ended_at from offices.unit; end if; end $$`);
  }
}
