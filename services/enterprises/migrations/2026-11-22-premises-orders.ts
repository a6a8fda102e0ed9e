import { Migration } from '@mikro-orm/migrations';

/**
 * Indexes for the orders in which lists are read most, and one for counting what is active: pages then begin at a place in
 * an index however deep they are, and totals and figures read no records. Orders by what changes with every amendment have
 * none: such an index would be written by every amendment too.
 */
export class PremisesOrders extends Migration {
  override up(): void {
    this.addSql('create index premises_by_name on premises (name collate "zh-x-icu", id)');
    this.addSql('create index premises_by_stars on premises ((stars is not null), stars, id)');
    this.addSql('create index premises_active on premises (kind, area_code) include (status, stars) where ended_at is null');
    this.addSql('create index operator_by_name on operator (name collate "zh-x-icu", id)');
    this.addSql('create index licence_newest on licence (created_at desc, id desc)');
    this.addSql('create index star_newest on star (created_at desc, id desc)');
  }
}
