import { Migration } from '@mikro-orm/migrations';

/** Where premises stood before, kept by their table itself: for views as of a day, and for those who had them once. */
export class PastAreas extends Migration {
  override up(): void {
    this.addSql(`create table premises_past_area (
      place bigint generated always as identity primary key, record_id uuid not null references premises (id),
      area_code text collate "C" not null, until date not null)`);
    this.addSql('create index premises_past_area_of on premises_past_area (record_id, until, place)');
    // What moved before this table was there, by the trail.
    this.addSql(`insert into premises_past_area (record_id, area_code, until)
      select premises.id, change ->> 'from', (audit.at at time zone 'Asia/Shanghai')::date
      from audit join premises on premises.id::text = audit.record_id, jsonb_array_elements(audit.changes) as change
      where change ->> 'field' = 'areaCode' and change ->> 'from' is not null order by audit.at`);
    // The last day of an area is that of the re-organisation when there is one; never before that of the area before it.
    this.addSql(`create function keep_past_area() returns trigger language plpgsql set search_path from current as $$ begin
      insert into premises_past_area (record_id, area_code, until) values (old.id, old.area_code, greatest(
        coalesce(nullif(current_setting('moduan.effective_on', true), '')::date, (now() at time zone 'Asia/Shanghai')::date),
        (select max(until) from premises_past_area where record_id = old.id)));
      return null; end $$`);
    this.addSql(`create trigger premises_past_area_kept after update of area_code on premises
      for each row when (old.area_code is distinct from new.area_code) execute function keep_past_area()`);
    this.addSql('create table area_change_heard (id uuid primary key, at timestamptz not null default now())');
  }
}
