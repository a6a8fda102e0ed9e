import { Migration } from '@mikro-orm/migrations';

/**
 * What two ways of writing one name have in common: width, case, spaces, punctuation and the legal form are left out.
 * An expression index, so that every name that is there already is found too.
 */
export class SimilarNames extends Migration {
  override up(): void {
    this.addSql(`create function name_key(name text) returns text language sql immutable strict parallel safe as $key$
      select regexp_replace(
        regexp_replace(lower(normalize(name, NFKC)), '[[:space:]()\\[\\]{}<>"''.,;:!?&+_/·•、，。；：！？“”‘’（）【】《》〈〉—–-]', '', 'g'),
        '(有限责任公司|股份有限公司|有限公司|个体工商户|个体户|个人独资企业|普通合伙|有限合伙)+$', '')
    $key$`);
    this.addSql('create index premises_name_key on premises (name_key(name)) where ended_at is null');
  }
}
