import { Migration } from '@mikro-orm/migrations';

const record = `id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text`;

/** Rules of passwords, short tokens that are renewed, second factors, tokens of programs and devices, the log of sign-ins. */
export class AccountsHeld extends Migration {
  override up(): void {
    this.addSql('alter table role add column second_factor boolean');
    this.settings();
    this.credentials();
    this.sessions();
    this.tokens();
    this.signIns();
  }

  private settings(): void {
    this.addSql(`create table setting (${record}, name text, password_min_length int not null, password_kinds int not null,
      password_max_age_days int, passwords_remembered int not null, lock_after int not null, lock_minutes int not null,
      session_idle_hours int not null, session_max_hours int not null,
      constraint only_one_setting check (id = '00000000-0000-7000-8000-000000000001'))`);
    this.addSql(`insert into setting values ('00000000-0000-7000-8000-000000000001', 1, now(), 'system', '系统', now(), null, null,
      '账号与密码规则', 10, 3, null, 5, 5, 15, 4, 12)`);
  }

  private credentials(): void {
    // Whoever has a password already keeps it as their own.
    this.addSql('alter table credential add column first boolean not null default false');
    this.addSql(`create table former_password (account_id uuid not null references account (id), password_hash text not null,
      at timestamptz not null default clock_timestamp())`);
    this.addSql('create index former_password_newest on former_password (account_id, at desc)');
    this.addSql(`create table second_factor (account_id uuid primary key references account (id), secret_sealed text not null,
      began_at timestamptz not null, confirmed_at timestamptz, last_step bigint, failures int not null default 0, locked_until timestamptz)`);
    this.addSql(`create table recovery_code (account_id uuid not null references account (id), code_hash text not null,
      used_at timestamptz, primary key (account_id, code_hash))`);
    this.addSql(`create table external_identity (id uuid primary key, issuer text not null, subject text not null,
      account_id uuid not null references account (id), shown text, linked_at timestamptz not null default now(), ended_at timestamptz)`);
    this.addSql('create unique index external_identity_subject on external_identity (issuer, subject) where ended_at is null');
    this.addSql('create unique index external_identity_account on external_identity (account_id, issuer) where ended_at is null');
  }

  private sessions(): void {
    this.addSql(`alter table session alter column token_hash drop not null, add column last_used_at timestamptz not null default now(),
      add column idle_until timestamptz, add column password_due boolean not null default false, add column second_factor_at timestamptz,
      add column means text not null default 'PASSWORD', add column end_reason text`);
    this.addSql(`create table session_token (token_hash text primary key, session_id uuid not null references session (id),
      kind text not null check (kind in ('ACCESS', 'REFRESH')), expires_at timestamptz not null, used_at timestamptz)`);
    this.addSql('create index session_token_expired on session_token (expires_at)');
    // Sessions that are open go on until they would have ended.
    this.addSql(`insert into session_token (token_hash, session_id, kind, expires_at)
      select token_hash, id, 'ACCESS', expires_at from session where ended_at is null and token_hash is not null`);
    this.addSql('update session set idle_until = expires_at');
    this.addSql('alter table session alter column idle_until set not null');
    this.addSql('grant delete on session_token to moduan_offices');
  }

  private tokens(): void {
    const used = 'expires_at timestamptz not null, last_used_at timestamptz, last_used_address text';
    this.addSql(`create table access_token (${record}, name text not null, account_id uuid not null references account (id),
      area_code text collate "C" not null, scopes text[] not null, ${used})`);
    this.addSql('create index access_token_of_account on access_token (account_id)');
    this.addSql('create index access_token_area on access_token (area_code, id)');
    this.addSql(`create table device_token (${record}, name text not null, area_code text collate "C" not null, scopes text[] not null, ${used})`);
    this.addSql('create index device_token_area on device_token (area_code, id)');
    this.addSql('create table token_secret (token_hash text primary key, token_id uuid not null unique)');
  }

  private signIns(): void {
    this.addSql(`create table sign_in (${record}, username text not null, account_id uuid references account (id),
      area_code text collate "C" not null, outcome text not null, address text not null, means text not null)`);
    this.addSql('create index sign_in_area on sign_in (area_code, id)');
    this.addSql('create index sign_in_of_account on sign_in (account_id, id)');
  }
}
