import { Migration } from '@mikro-orm/migrations';

/** Whether the city is a real one or the demonstration, the link of its first administrator, and first passwords that lapse. */
export class RealCity extends Migration {
  override up(): void {
    this.addSql(`create table city (only_one boolean primary key default true check (only_one),
      kind text not null check (kind in ('REAL', 'DEMONSTRATION')), code text, name text, begun_at timestamptz not null default now(), set_up_at timestamptz)`);
    // Whoever loaded a demonstration belonged to this unit; every other city with accounts is a real one, and set up.
    this.addSql(`insert into city (kind, set_up_at) select case when exists (select 1 from unit where name = '演示数据建库') then 'DEMONSTRATION' else 'REAL' end, now()
      where exists (select 1 from account)`);
    this.addSql(`create table first_link (only_one boolean primary key default true check (only_one),
      token_hash text not null, expires_at timestamptz not null)`);
    this.addSql('grant delete on first_link to moduan_offices');
    this.addSql('alter table credential add column expires_at timestamptz');
    this.addSql('alter table setting add column first_password_days int not null default 7');
    this.addSql('alter table account add column password_state text');
    this.addSql(`update account set password_state = coalesce((select case when credential.first then 'FIRST' else 'OWN' end from credential where credential.account_id = account.id), 'NONE')`);
    this.addSql('alter table account alter column password_state set not null');
    this.addSql(`alter table account alter column password_state set default 'NONE'`);
  }
}
