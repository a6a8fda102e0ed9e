import { Migration } from '@mikro-orm/migrations';

const record = `id uuid not null primary key, version int not null, created_at timestamptz not null, created_by text not null,
  created_by_name text not null, updated_at timestamptz not null, ended_at timestamptz, end_reason text`;
const ofPremises = 'premises_id uuid not null references premises (id), area_code text collate "C", line_of_work text';

const tables: Readonly<Record<string, string>> = {
  insurance: 'policy_number text not null, insurer text not null, valid_from date not null, valid_until date not null, cover_fen double precision, services_done int, last_service_on date',
  stock_limit: 'substance text not null, most double precision not null, unit text not null, stock double precision, stock_on date, over_limit boolean',
  risk_point: 'place text not null, colour text not null, measures text not null, post text, person text',
  post_duty: 'post text not null, person text, duties text not null',
  trained_seller: 'name text not null, certificate_number text not null, trained_on date, valid_until date',
  supervision: 'ground text not null, unit_id uuid not null, since date not null, until date',
};

/** A figure of premises that follows from rows of another table, whatever way they take into it. */
const follows = (table: string, column: string, figure: string) => [
  `create function ${table}_followed() returns trigger language plpgsql as $$ begin
    update enterprises.premises as its set ${column} = ${figure}
      where its.id in (select premises_id from changed) and its.${column} is distinct from ${figure};
    return null; end $$`,
  `create function ${table}_left() returns trigger language plpgsql as $$ begin
    update enterprises.premises as its set ${column} = ${figure}
      where its.id in (select premises_id from former) and its.${column} is distinct from ${figure};
    return null; end $$`,
  `create trigger ${table}_entered after insert on ${table} referencing new table as changed for each statement execute function ${table}_followed()`,
  `create trigger ${table}_changed after update on ${table} referencing new table as changed for each statement execute function ${table}_followed()`,
  `create trigger ${table}_moved after update on ${table} referencing old table as former for each statement execute function ${table}_left()`,
];

/** What belongs to premises beside licences, what caps licences, and which department answers for which premises. */
export class Belongings extends Migration {
  override up(): void {
    for (const [table, columns] of Object.entries(tables)) {
      this.addSql(`create table ${table} (${record}, ${ofPremises}, ${columns})`);
      this.addSql(`create index ${table}_area on ${table} (area_code, id)`);
      this.addSql(`create index ${table}_of_premises on ${table} (premises_id)`);
      this.addSql(`create index ${table}_newest on ${table} (created_at desc, id desc)`);
    }
    this.addSql('create unique index insurance_unique_policy_number on insurance (insurer, policy_number) where ended_at is null');
    this.addSql('create unique index trained_seller_unique_certificate_number on trained_seller (certificate_number) where ended_at is null');
    this.addSql('create index insurance_until on insurance (valid_until, id)');
    const insured = '(select max(valid_until) from enterprises.insurance where premises_id = its.id and ended_at is null)';
    const bodies = '(select count(*) from enterprises.supervision where premises_id = its.id and ended_at is null)';
    const sole = `(case when its.sole_supervision is null then null when ${bodies} = 0 then 'NONE' when ${bodies} = 1 then 'ONE' else 'SEVERAL' end)`;
    for (const statement of [...follows('insurance', 'insured_until', insured), ...follows('supervision', 'sole_supervision', sole)]) this.addSql(statement);
    this.addSql(`create table licence_cap (${record}, ground text not null, kind text not null, area_code text collate "C" not null, most int not null check (most >= 0))`);
    this.addSql('create unique index licence_cap_unique_area_code on licence_cap (kind, area_code) where ended_at is null');
    this.addSql('create index licence_of_kind on licence (kind, area_code) where ended_at is null');
    this.addSql(`create table department_rule (${record}, ground text not null, tag text, industry_section text, kind text, unit_id uuid not null, area_code text collate "C" not null, sole_supervisor boolean)`);
  }
}
