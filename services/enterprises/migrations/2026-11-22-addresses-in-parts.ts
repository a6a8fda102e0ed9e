import { Migration } from '@mikro-orm/migrations';

/** Addresses are taken apart once for all pairs that they stand in: comparing two of them is then a matter of microseconds. */
export class AddressesInParts extends Migration {
  override up(): void {
    this.addSql(`create function address_parts(key text) returns text[] language sql immutable strict parallel safe as $parts$
      select array(select distinct substr(key, i, 2) from generate_series(1, length(key) - 1) as i)
    $parts$`);
    this.addSql(`create function parts_alike(one text, one_parts text[], other text, other_parts text[]) returns boolean language sql immutable strict parallel safe as $alike$
      select position(one in other) > 0 or position(other in one) > 0
        or 2.0 * (select count(*) from unnest(one_parts) as part where part = any(other_parts)) / greatest(1, cardinality(one_parts) + cardinality(other_parts)) >= 0.6
    $alike$`);
    this.addSql(`create or replace function addresses_alike(a text, b text) returns boolean language sql immutable strict parallel safe as $alike$
      select enterprises.parts_alike(one, enterprises.address_parts(one), other, enterprises.address_parts(other))
      from (select enterprises.address_key(a) as one, enterprises.address_key(b) as other) as keys
    $alike$`);
  }
}
