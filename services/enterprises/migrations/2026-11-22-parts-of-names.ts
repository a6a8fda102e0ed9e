import { Migration } from '@mikro-orm/migrations';

/**
 * A part of a name is found by an index, two characters of Chinese as well as ten. The trigrams of PostgreSQL tell nothing of
 * two characters; with a letter behind every character two of them make a trigram. The functions are dear to the planner, so
 * that it asks the columns first.
 */
export class PartsOfNames extends Migration {
  override up(): void {
    this.addSql(`create function spread(words text) returns text language sql immutable strict parallel safe cost 500
      return regexp_replace(words, '(.)', '\\1x', 'g')`);
    const words = (columns: readonly string[]) => columns.map((column) => `coalesce(${column}, '')`).join(` || chr(10) || `);
    const found = {
      premises: ['name', 'operator_name', 'credit_code', 'address', 'responsible_person', 'safety_officer'],
      operator: ['name', 'former_names', 'credit_code', 'legal_representative'],
    };
    for (const [table, columns] of Object.entries(found)) {
      this.addSql(`create function ${table}_words(${columns.map((column) => `${column} text`).join(', ')}) returns text language sql immutable parallel safe cost 1000
        set search_path from current return spread(${words(columns)})`);
      this.addSql(`create index ${table}_parts on ${table} using gin (${table}_words(${columns.join(', ')}) public.gin_trgm_ops)`);
    }
    // What they found, the new one finds too.
    this.addSql('drop index premises_name_part');
    this.addSql('drop index premises_address_part');
    this.addSql('analyze premises');
    this.addSql('analyze operator');
  }
}
