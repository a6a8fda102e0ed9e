import { Migration } from '@mikro-orm/migrations';
import type { NamedMigration } from './migrate';

/** Tables that every service has: the audit trail, idempotency keys, imports. */
class KernelTables extends Migration {
  override up(): void {
    this.addSql(`create table audit (
      id uuid primary key, at timestamptz not null default clock_timestamp(),
      actor_id text not null, actor_name text not null, address text not null, request_id text not null,
      action text not null, record_id text not null, reason text, changes jsonb not null default '[]')`);
    this.addSql('create index audit_of_record on audit (record_id, at desc, id desc)');
    this.addSql(`create table idempotency (
      actor_id text not null, key text not null, action text not null, body_hash text not null, record_id text,
      at timestamptz not null default now(), primary key (actor_id, key))`);
    this.addSql(`create table import_run (
      id uuid primary key, register text not null, file_name text not null, file_hash text, state text not null,
      progress_done int not null default 0, progress_total int, refusal jsonb, columns jsonb not null default '[]',
      header_row int not null default 1, options jsonb not null default '{}', note text,
      area_code text collate "C" not null, created_by text not null, created_by_name text not null,
      created_at timestamptz not null default now(), written_at timestamptz, take text)`);
    this.addSql('create index import_run_newest on import_run (register, created_by, created_at desc)');
    this.addSql(`create table import_row (
      run_id uuid not null references import_run (id) on delete cascade, number int not null, cells jsonb not null,
      corrections jsonb not null default '{}', decision text, outcome text, match_id uuid,
      faults jsonb not null default '[]', proposals jsonb not null default '[]', becomes jsonb not null default '{}',
      matched jsonb, alike text, primary key (run_id, number))`);
    this.addSql('create index import_row_outcome on import_row (run_id, outcome, number)');
  }
}

/** Why a column is not stored is said in both languages; what was said before stays as it is. */
class ImportNotes extends Migration {
  override up(): void {
    this.addSql(`update import_run set columns = (
      select coalesce(jsonb_agg(case when jsonb_typeof(item -> 'note') = 'string'
        then item || jsonb_build_object('note', jsonb_build_object('zh', item -> 'note', 'en', item -> 'note')) else item end order by place), '[]')
      from jsonb_array_elements(columns) with ordinality as each (item, place))`);
  }
}

/** Deputies act for somebody: the trail says for whom. */
class OnBehalfOf extends Migration {
  override up(): void {
    this.addSql('alter table audit add column on_behalf_of_id text, add column on_behalf_of_name text');
  }
}

/** Records shared with units outside of their area, for a time; what was shared stays in the table. */
class Shares extends Migration {
  override up(): void {
    this.addSql(`create table share (
      id uuid primary key, type text not null, record_id uuid not null, unit_id uuid not null,
      starts_on date not null, ends_on date, reason text not null,
      created_at timestamptz not null, created_by text not null, created_by_name text not null,
      ended_at timestamptz, ended_by_name text, end_reason text,
      constraint share_days check (ends_on is null or ends_on >= starts_on))`);
    this.addSql('create index share_of_record on share (record_id, type)');
    this.addSql('create index share_with_unit on share (unit_id, type) where ended_at is null');
  }
}

/** Entries of a record form a chain; refused attempts have a table of their own. `audit.clock()` is made before. */
class AuditChain extends Migration {
  override up(): void {
    this.addSql(`alter table audit add column sequence int, add column previous text, add column mac text,
      add column area_code text collate "C", add column clock bigint not null default audit.clock()`);
    this.addSql('create unique index audit_chain on audit (record_id, sequence)');
    this.addSql('create index audit_clock on audit using brin (clock)');
    this.addSql('create index audit_in_area on audit (area_code, at desc, id desc)');
    this.addSql(`create table refused_attempt (
      id uuid primary key, version int not null default 1, created_at timestamptz not null, created_by text not null, created_by_name text not null,
      updated_at timestamptz not null, ended_at timestamptz, end_reason text, at timestamptz generated always as (created_at) stored,
      area_code text collate "C" not null, operation text not null,
      code text not null, record_id text, address text not null, request_id text not null, mac text not null, clock bigint not null default audit.clock())`);
    this.addSql('create index refused_attempt_in_area on refused_attempt (area_code, at desc, id desc)');
    this.addSql('create index refused_attempt_clock on refused_attempt using brin (clock)');
    this.addSql(`create view operation as select id, 1 as version, at as created_at, actor_id as created_by, actor_name as created_by_name, at as updated_at,
      null::timestamptz as ended_at, null::text as end_reason, at, action, actor_name, on_behalf_of_name, area_code, record_id, reason, address, request_id from audit`);
  }
}

/** A row of refused attempts may stand for several. */
class RefusalsCounted extends Migration {
  override up(): void {
    this.addSql('alter table refused_attempt add column times int not null default 1');
  }
}

/** Pictures and other files of records: their bytes lie elsewhere, under their SHA-256. What is removed stays in the table. */
class Attachments extends Migration {
  override up(): void {
    this.addSql(`create table attachment (
      id uuid primary key, type text not null, record_id uuid not null, file_name text not null, media_type text not null, size int not null, sha256 text not null,
      width int, height int, taken_at timestamptz, note text, attempt text,
      created_at timestamptz not null, created_by text not null, created_by_name text not null,
      ended_at timestamptz, ended_by_name text, end_reason text)`);
    this.addSql('create index attachment_of_record on attachment (record_id, type)');
    this.addSql('create unique index attachment_attempt on attachment (created_by, attempt) where attempt is not null');
  }
}

export const kernelMigrations: readonly NamedMigration[] = [
  { name: '000-kernel-tables', class: KernelTables },
  { name: '001-import-notes', class: ImportNotes },
  { name: '002-on-behalf-of', class: OnBehalfOf },
  { name: '003-shares', class: Shares },
  { name: '004-audit-chain', class: AuditChain },
  { name: '005-refusals-counted', class: RefusalsCounted },
  { name: '006-attachments', class: Attachments },
];
