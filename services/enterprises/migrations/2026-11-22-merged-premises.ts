import { Migration } from '@mikro-orm/migrations';

/**
 * What becomes of premises: merged into another record, or carried on by a successor. Duplicates are found by what names have
 * in common, kept in a column of its own so that groups of it are read from an index; and by addresses, as the import compares them.
 */
export class MergedPremises extends Migration {
  override up(): void {
    this.addSql('alter table premises add column merged_into_id uuid references premises (id), add column successor_id uuid references premises (id), add column succeeded_on date, add column insured_until date, add column sole_supervision text');
    this.addSql('create index premises_merged_into on premises (merged_into_id) where merged_into_id is not null');
    this.addSql('create index premises_succeeded_by on premises (successor_id) where successor_id is not null');
    this.addSql('create index premises_sole_supervision on premises (sole_supervision, area_code) where sole_supervision is not null');
    this.addSql('alter table premises add constraint premises_not_into_itself check (merged_into_id <> id and successor_id <> id)');
    this.addSql('alter table premises add column name_key text generated always as (enterprises.name_key(name)) stored');
    this.addSql('drop index premises_name_key');
    this.addSql('create index premises_by_name_key on premises (name_key) where ended_at is null');
    this.addSql(`create function address_key(address text) returns text language sql immutable strict parallel safe as $key$
      select translate(regexp_replace(normalize(address, NFKC), '[[:space:],，。.、;；:：()（）【】\\[\\]·—#号-]', '', 'g'), '零一二三四五六七八九', '0123456789')
    $key$`);
    this.addSql(`create function addresses_alike(a text, b text) returns boolean language sql immutable strict parallel safe as $alike$
      select case when position(one in other) > 0 or position(other in one) > 0 then true else
        (with of_one as (select distinct substr(one, i, 2) as pair from generate_series(1, length(one) - 1) as i), of_other as (select distinct substr(other, i, 2) as pair from generate_series(1, length(other) - 1) as i)
        select 2.0 * (select count(*) from of_one join of_other using (pair)) / greatest(1, (select count(*) from of_one) + (select count(*) from of_other)) >= 0.6) end
      from (select enterprises.address_key(a) as one, enterprises.address_key(b) as other) as keys
    $alike$`);
    this.addSql(`create table told_apart (one_id uuid not null references premises (id), other_id uuid not null references premises (id), reason text not null,
      told_at timestamptz not null, told_by text not null, told_by_name text not null, primary key (one_id, other_id), check (one_id < other_id))`);
    this.addSql('analyze premises');
  }
}
