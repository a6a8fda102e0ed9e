import { Migration } from '@mikro-orm/migrations';

/** Who looks after which grid. How each grid is staffed, and how many grids a person has, is kept by the table itself. */
export class GridStaffTables extends Migration {
  override up(): void {
    this.addSql(`create table person_copy (id uuid primary key, version int not null, name text not null, staff_number text, area_code text collate "C" not null, ended_at timestamptz)`);
    this.addSql('create index person_copy_name on person_copy (name) where ended_at is null');
    this.addSql('create index person_copy_number on person_copy (staff_number) where ended_at is null');
    this.addSql(`do $$ begin if to_regclass('offices.person') is not null then
      insert into person_copy (id, version, name, staff_number, area_code, ended_at)
        select id, version, name, staff_number, area_code, ended_at from offices.person; end if; end $$`);
    this.addSql(`create table grid_staff (
      id uuid not null primary key, version int not null, created_at timestamptz not null,
      created_by text not null, created_by_name text not null, updated_at timestamptz not null,
      ended_at timestamptz, end_reason text, area_code text collate "C" not null, post text not null,
      person_id uuid not null, person_name text, since date, grids int, has_left boolean)`);
    this.addSql('create unique index grid_staff_unique_person_id on grid_staff (area_code, person_id) where ended_at is null');
    this.addSql('create index grid_staff_area on grid_staff (area_code, id)');
    this.addSql('create index grid_staff_person on grid_staff (person_id) where ended_at is null');
    this.addSql(`alter table grid add column staffing text not null default 'NONE', add column leaders int not null default 0,
      add column safety_officers int not null default 0, add column cadres int not null default 0`);
    this.addSql(COUNT_STAFF);
    for (const [event, tables] of [['insert', 'new table as fresh'], ['update', 'old table as former new table as fresh']] as const)
      this.addSql(`create trigger grid_staff_counted_on_${event} after ${event} on grid_staff referencing ${tables}
        for each statement when (pg_trigger_depth() < 1) execute function count_grid_staff()`);
  }
}

/** Grids are locked in one order, so that two who post many people never wait for each other. A grid entered before its staff keeps the leader's name that it was given. */
const COUNT_STAFF = `create function count_grid_staff() returns trigger language plpgsql set search_path from current as $$
  declare codes text[]; people uuid[];
  begin
    if tg_op = 'INSERT' then
      select array_agg(distinct area_code), array_agg(distinct person_id) into codes, people from fresh;
    else
      select array_agg(distinct area_code), array_agg(distinct person_id) into codes, people
        from (select area_code, person_id from former union select area_code, person_id from fresh) as touched;
    end if;
    perform from grid where area_code = any(codes) and ended_at is null order by id for update;
    update grid set leaders = its.leaders, safety_officers = its.safety_officers, cadres = its.cadres, leader_name = its.names,
        staffing = case when its.leaders + its.safety_officers + its.cadres = 0 then 'NONE'
          when its.leaders < 1 or its.safety_officers < 1 or its.cadres < 2 then 'SHORT'
          when (its.leaders, its.safety_officers, its.cadres) = (1, 1, 2) then 'COMPLETE' else 'OVER' end
      from (select code,
          (count(*) filter (where post = 'LEADER'))::int as leaders, (count(*) filter (where post = 'SAFETY_OFFICER'))::int as safety_officers,
          (count(*) filter (where post = 'CADRE'))::int as cadres, string_agg(person_name, '、' order by person_name) filter (where post = 'LEADER') as names
        from unnest(codes) as code left join grid_staff on grid_staff.area_code = code and grid_staff.ended_at is null and not coalesce(grid_staff.has_left, false)
        group by code) as its
      where grid.area_code = its.code and grid.ended_at is null;
    update grid_staff set grids = its.grids
      from (select person_id, count(distinct area_code)::int as grids from grid_staff where person_id = any(people) and ended_at is null group by person_id) as its
      where grid_staff.person_id = its.person_id and grid_staff.ended_at is null and grid_staff.grids is distinct from its.grids;
    return null;
  end $$`;
