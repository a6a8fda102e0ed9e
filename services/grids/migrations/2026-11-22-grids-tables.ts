import { Migration } from '@mikro-orm/migrations';

/** Areas, their former names, and grids. */
export class GridsTables extends Migration {
  override up(): void {
    this.addSql(`create table area (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, code text not null, name text not null, level text,
      parent_code text collate "C", path text, valid_from date, valid_until date)`);
    this.addSql(`create table alias (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, area_code text collate "C" not null,
      kind text not null, since date, until date)`);
    this.addSql(`create table grid (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, area_code text collate "C" not null,
      leader_name text, households int, area_km2 double precision, boundary jsonb)`);
    this.addSql(`alter table area alter column code type text collate "C"`);
    this.addSql(`create unique index area_unique_code on area (code) where ended_at is null`);
    this.addSql(`create index area_parent on area (parent_code)`);
    this.addSql(`create unique index alias_unique_name on alias (name, area_code) where ended_at is null`);
    this.addSql(`create unique index grid_unique_area_code on grid (area_code) where ended_at is null`);
    this.addSql(`alter table grid add constraint grid_code_shape check (area_code ~ '^[1-9][0-9]{14}$')`);
  }
}
