import { Migration } from '@mikro-orm/migrations';

const record = `id uuid not null primary key, version int not null, created_at timestamptz not null, created_by text not null,
  created_by_name text not null, updated_at timestamptz not null, ended_at timestamptz, end_reason text`;

/** What a town asks of others, and what is asked of the town that has the premises: two records, so that neither reads the other's. */
export class TransferRequests extends Migration {
  override up(): void {
    this.addSql(`create table transfer_request (${record}, credit_code text not null, kind text not null, area_code text collate "C" not null, reason text not null, state text not null, answer text)`);
    this.addSql(`create unique index transfer_request_unique_credit_code on transfer_request (credit_code, kind, left(area_code, 9)) where state = 'REQUESTED'`);
    this.addSql('create index transfer_request_area on transfer_request (area_code, id)');
    this.addSql(`create table transfer_demand (${record}, reason text, request_id uuid not null references transfer_request (id) deferrable initially deferred, premises_id uuid not null references premises (id),
      credit_code text, kind text, area_code text collate "C" not null, to_code text collate "C" not null, line_of_work text, state text not null, answer text, decided_at timestamptz, decided_by_name text)`);
    this.addSql('create index transfer_demand_area on transfer_demand (area_code, id)');
    this.addSql('create index transfer_demand_of_request on transfer_demand (request_id)');
    this.addSql(`create index transfer_demand_open on transfer_demand (premises_id) where state = 'REQUESTED'`);
  }
}
