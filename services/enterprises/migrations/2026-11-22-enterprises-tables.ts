import { Migration } from '@mikro-orm/migrations';

/** Operators, premises, licences, gradings, and the copies of areas and grids. */
export class EnterprisesTables extends Migration {
  override up(): void {
    this.addSql(`create table operator (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, former_names text, credit_code text,
      enterprise_type text, legal_representative text, registered_on date, registered_capital text,
      business_scope text, area_code text collate "C", contact_phone_sealed text, contact_phone_hash text,
      contact_phone_masked text)`);
    this.addSql(`create table premises (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, operator_name text, credit_code text,
      operator_id uuid, kind text not null, area_code text collate "C" not null, address text, placed text,
      longitude double precision, latitude double precision, industry_code text, industry_section text,
      industry_division text, line_of_work text, size_class text, employees int, tags text[] not null,
      status text, stars int, supervisor text, responsible_person text, responsible_phone_sealed text,
      responsible_phone_hash text, responsible_phone_masked text, safety_officer text)`);
    this.addSql(`create table licence (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, number text not null, kind text not null,
      premises_id uuid not null, area_code text collate "C", valid_from date, valid_until date, issuer text)`);
    this.addSql(`create table star (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, premises_id uuid, area_code text collate "C", stars_before int,
      stars_after int, supervisor_after text, reason text)`);
    this.addSql(
      `create unique index operator_unique_credit_code on operator (credit_code) where credit_code is not null`,
    );
    this.addSql(`create index operator_name on operator (name)`);
    this.addSql(`create index premises_area on premises (area_code, id)`);
    this.addSql(`create index premises_newest on premises (created_at desc, id desc)`);
    this.addSql(`create index premises_of_operator on premises (operator_id)`);
    this.addSql(`create index premises_credit_code on premises (credit_code) where credit_code is not null`);
    this.addSql(
      `create index premises_unassigned on premises (area_code, id) where ended_at is null and placed <> 'GRID'`,
    );
    this.addSql(`create index premises_name_part on premises using gin (name public.gin_trgm_ops)`);
    this.addSql(`create index premises_address_part on premises using gin (address public.gin_trgm_ops)`);
    this.addSql(`alter table premises add foreign key (operator_id) references operator (id)`);
    this.addSql(`alter table premises add constraint premises_stars check (stars between 1 and 5)`);
    this.addSql(`alter table licence add foreign key (premises_id) references premises (id)`);
    this.addSql(`create index licence_area on licence (area_code, id)`);
    this.addSql(`create index licence_of_premises on licence (premises_id)`);
    this.addSql(`create unique index licence_unique_number on licence (kind, number) where ended_at is null`);
    this.addSql(`alter table star add foreign key (premises_id) references premises (id)`);
    this.addSql(`create index star_of_premises on star (premises_id, created_at desc)`);
    this.addSql(`create index star_area on star (area_code, id)`);
    this.addSql(
      `create table area_copy (id uuid primary key, version int not null, code text collate "C" not null, name text not null, parent_code text collate "C", path text, valid_until date, ended_at timestamptz)`,
    );
    this.addSql(`create index area_copy_code on area_copy (code)`);
    this.addSql(
      `create table alias_copy (id uuid primary key, version int not null, area_code text collate "C" not null, name text not null, kind text not null, ended_at timestamptz)`,
    );
    this.addSql(
      `create table grid_copy (id uuid primary key, version int not null, area_code text collate "C" not null, name text not null, ended_at timestamptz)`,
    );
    this.addSql(`create index grid_copy_code on grid_copy (area_code)`);
  }
}
