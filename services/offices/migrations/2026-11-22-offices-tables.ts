import { Migration } from '@mikro-orm/migrations';

/** Units, people, posts, accounts and their sessions. */
export class OfficesTables extends Migration {
  override up(): void {
    this.addSql(`create table unit (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, kind text not null,
      area_code text collate "C" not null, parent_id uuid, headcount int, opened_on date, phone text,
      address text)`);
    this.addSql(`create table person (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, staff_number text, unit_id uuid not null,
      area_code text collate "C" not null, phone_sealed text, phone_hash text, phone_masked text,
      id_card_sealed text, id_card_hash text, id_card_masked text, title text)`);
    this.addSql(`create table role (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, name text not null, permissions text[] not null, note text)`);
    this.addSql(`create table appointment (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, post text not null, person_id uuid not null,
      unit_id uuid not null, role_id uuid not null, area_code text collate "C" not null,
      lines text[] not null, starts_on date not null, ends_on date, full_time boolean, employment text)`);
    this.addSql(`create table account (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, username text not null, person_id uuid not null,
      area_code text collate "C" not null, last_sign_in_at timestamptz)`);
    this.addSql(`create unique index unit_unique_name on unit (name) where ended_at is null`);
    this.addSql(`create index unit_area on unit (area_code, id)`);
    this.addSql(`create index person_area on person (area_code, id)`);
    this.addSql(
      `create unique index person_unique_staff_number on person (staff_number) where staff_number is not null`,
    );
    this.addSql(`create unique index person_unique_id_card on person (id_card_hash) where id_card_hash is not null`);
    this.addSql(`create unique index role_unique_name on role (name) where ended_at is null`);
    this.addSql(`create index appointment_area on appointment (area_code, id)`);
    this.addSql(`create index appointment_of_person on appointment (person_id) where ended_at is null`);
    this.addSql(
      `alter table appointment add constraint appointment_in_order check (ends_on is null or ends_on >= starts_on)`,
    );
    this.addSql(`create unique index account_unique_username on account (username)`);
    this.addSql(`create index account_area on account (area_code, id)`);
    this.addSql(
      `alter table appointment add foreign key (person_id) references person (id), add foreign key (unit_id) references unit (id), add foreign key (role_id) references role (id)`,
    );
    this.addSql(`alter table person add foreign key (unit_id) references unit (id)`);
    this.addSql(`alter table unit add foreign key (parent_id) references unit (id)`);
    this.addSql(`alter table account add foreign key (person_id) references person (id)`);
    this.addSql(
      `create table credential (account_id uuid primary key references account (id), password_hash text not null, changed_at timestamptz not null default now())`,
    );
    this.addSql(
      `create table sign_in_attempt (username text primary key, failures int not null, locked_until timestamptz, at timestamptz not null)`,
    );
    this.addSql(
      `create table session (id uuid primary key, token_hash text not null unique, account_id uuid not null references account (id), address text not null, created_at timestamptz not null default now(), expires_at timestamptz not null, ended_at timestamptz)`,
    );
    this.addSql(`create index session_of_account on session (account_id) where ended_at is null`);
    this.addSql(
      `create table first_administrator (only_one boolean primary key default true check (only_one), account_id uuid not null)`,
    );
  }
}
