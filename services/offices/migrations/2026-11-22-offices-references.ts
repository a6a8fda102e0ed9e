import { Migration } from '@mikro-orm/migrations';

/** Who belongs to a unit, a role or a person is found without reading everybody. */
export class OfficesReferences extends Migration {
  override up(): void {
    this.addSql('create index unit_parent on unit (parent_id)');
    this.addSql('create index person_unit on person (unit_id)');
    this.addSql('create index appointment_unit on appointment (unit_id)');
    this.addSql('create index appointment_role on appointment (role_id)');
    this.addSql('create index account_person on account (person_id)');
  }
}
