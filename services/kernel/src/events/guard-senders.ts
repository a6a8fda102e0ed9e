import type { Client } from 'pg';
import { inOneGo } from '../database/as-owner';
import { runtimeRole } from '../database/open-database';

const literal = (text: string) => `'${text.replace(/'/g, "''")}'`;

/**
 * A service may put its own events into the queues and read none: the database enters the sender by the role of the
 * connection, whatever the payload says, and refuses an event that another domain owns. Queues are named
 * `<receiver>/<owner>/<noun>`.
 */
export const guardSenders = (owner: Client, senders: readonly string[]): Promise<void> => inOneGo(owner, () => guard(owner, senders));

async function guard(owner: Client, senders: readonly string[]): Promise<void> {
  const names = Object.fromEntries(senders.map((sender) => [runtimeRole(sender), sender]));
  await owner.query(`create or replace function events.fix_sender() returns trigger language plpgsql as $fix$
    declare
      sender text := ${literal(JSON.stringify(names))}::jsonb ->> session_user;
    begin
      if sender is null then
        return new;
      end if;
      if split_part(new.name, '/', 2) <> sender then
        raise exception 'an event of % is not for % to tell', split_part(new.name, '/', 2), sender using errcode = 'insufficient_privilege';
      end if;
      new.data := new.data || jsonb_build_object('sender', sender);
      return new;
    end $fix$`);
  const known = await owner.query(`select 1 from pg_trigger where tgname = 'fix_sender' and tgrelid = 'events.job'::regclass`);
  if (!known.rowCount) await owner.query('create trigger fix_sender before insert on events.job for each row execute function events.fix_sender()');
  const tables = await owner.query(`select relid::regclass::text as name from pg_partition_tree('events.job')`);
  for (const role of Object.keys(names)) {
    await owner.query(`revoke all on all tables in schema events from ${role}`);
    await owner.query(`grant usage on schema events to ${role}`);
    await owner.query(`grant select on events.queue, events.version to ${role}`);
    for (const { name } of tables.rows as { name: string }[]) await owner.query(`grant insert, select (id) on ${name} to ${role}`);
  }
}
