import { Migration } from '@mikro-orm/migrations';

/** Licences and star changes know the line of work of their premises, so that an industry department sees those of its line. */
export class LinesOfLicences extends Migration {
  override up(): void {
    for (const table of ['licence', 'star']) {
      this.addSql(`alter table ${table} add column line_of_work text`);
      this.addSql(`update ${table} set line_of_work = premises.line_of_work from premises where premises.id = ${table}.premises_id`);
    }
  }
}
