import { Migration } from '@mikro-orm/migrations';

const record = `id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text`;

/** Appointments for named premises, units stationed in a town, deputies, hand-overs, and the directory of units. */
export class PostsAndDeputies extends Migration {
  override up(): void {
    this.addSql(`alter table appointment add column premises_ids text[] not null default '{}'`);
    this.addSql('alter table unit add column stationed_code text collate "C"');
    this.addSql('create index unit_stationed on unit (stationed_code) where stationed_code is not null');
    this.addSql(`create table deputy (${record},
      appointment_id uuid not null references appointment (id), principal_id uuid references person (id),
      person_id uuid not null references person (id), area_code text collate "C",
      starts_on date not null, ends_on date not null, reason text not null,
      constraint deputy_days check (ends_on >= starts_on), constraint deputy_other check (person_id <> principal_id))`);
    this.addSql('create index deputy_of_appointment on deputy (appointment_id)');
    this.addSql('create index deputy_person on deputy (person_id) where ended_at is null');
    this.addSql('create index deputy_principal on deputy (principal_id)');
    this.addSql('create index deputy_area on deputy (area_code, id)');
    this.addSql(`create table hand_over (${record},
      matters text, appointment_id uuid references appointment (id), from_person_id uuid references person (id),
      to_person_id uuid references person (id), area_code text collate "C", handed_over_on date, note text)`);
    this.addSql('create index hand_over_area on hand_over (area_code, id)');
    this.addSql('create index hand_over_appointment on hand_over (appointment_id)');
    this.addSql('create index hand_over_from on hand_over (from_person_id)');
    this.addSql('create index hand_over_to on hand_over (to_person_id)');
    this.addSql(`create view unit_name as select id, version, created_at, created_by, created_by_name, updated_at, ended_at, end_reason, name, kind, area_code from unit`);
  }
}
