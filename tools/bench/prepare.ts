import { signIn } from '../run/client.mjs';
import { asOwner, type BenchCity } from './city';
import { Asking, cursorsFor, type Cursors, type Speaker } from './questions';
import type { Measured } from './servers';

/** A server and the language in which it is asked. */
export interface Contender {
  readonly server: Measured;
  readonly speaker: Speaker;
}

/** Sessions, positions deep in the list, records to amend; and that all give the same rows for the same question. */
export async function prepare(city: BenchCity, all: readonly Contender[]): Promise<Asking> {
  const headers: Record<string, string> = {};
  await signInAll(all, city, headers);
  const first = all.find(({ speaker }) => speaker === 'ours')!.server;
  const ours = async (query: string, variables: object) => (await bodyOf(first, { path: '/graphql', headers: headers[first.name]!, body: JSON.stringify({ query, variables }) })) as never;
  const peer = all.find(({ speaker }) => speaker === 'postgraphile')?.server;
  const askPeer = peer && (async (query: string, variables: object) => (await bodyOf(peer, { path: '/graphql', headers: '', body: JSON.stringify({ query, variables }) })) as never);
  const cursors = await cursorsFor(city.url, city.premises, { ours, postgraphile: askPeer });
  const { rows } = await asOwner(city.url, (owner) => owner.query("select id from enterprises.premises where created_by = 'bench' and version = 1 and kind in ('SHOP', 'ENTERPRISE') order by md5(id::text)"));
  const asking = new Asking(cursors, rows.map(({ id }) => id as string), headers);
  await requireSameAnswers(all, headers, cursors);
  return asking;
}

/** Sessions are short: each round begins with new ones. */
export async function signInAll(all: readonly Contender[], { account }: BenchCity, headers: Record<string, string>): Promise<void> {
  for (const { server, speaker } of all)
    if (speaker === 'ours') headers[server.name] = `x-moduan: 1\r\naccept-language: zh\r\ncookie: ${(await signIn(server.url, account)).cookie}\r\n`;
}

async function bodyOf({ url }: Measured, { path, headers, body }: ReturnType<Asking['next']>): Promise<Record<string, unknown>> {
  const own = Object.fromEntries(headers.split('\r\n').filter(Boolean).map((line) => line.split(': ') as [string, string]));
  const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...own }, body });
  const { data, errors } = (await answer.json()) as { data: Record<string, unknown>; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface Named {
  readonly id: string;
}

/** The same variables give the same records to all: an answer that is quick and wrong is no figure. */
async function requireSameAnswers(all: readonly Contender[], headers: Record<string, string>, cursors: Cursors): Promise<void> {
  for (const question of ['list', 'deep', 'total', 'operators', 'join'] as const) {
    const answers = await Promise.all(
      all.map(async ({ server, speaker }) => {
        const data = await bodyOf(server, new Asking(cursors, [], headers).next(server.name, speaker, question));
        const page = (data.page ?? data) as { nodes: (Named & { operator?: Named; area?: { path: string } })[]; totalCount?: number };
        return JSON.stringify([page.totalCount, page.nodes.map(({ id, operator, area }) => [id, operator?.id, area?.path])]);
      }),
    );
    const [first] = answers;
    const other = answers.findIndex((answer) => answer !== first);
    if (other > 0) throw new Error(`${question}: ${all[other]!.server.name} answers otherwise than ${all[0]!.server.name}\n${first!.slice(0, 300)}\n${answers[other]!.slice(0, 300)}`);
  }
}

/** How a team keeps a trail behind PostGraphile: by a trigger and without marks; it stays silent for everybody else. */
export const auditByTrigger = (url: string) =>
  asOwner(url, (owner) =>
    owner.query(`
      create schema if not exists bench;
      create or replace function bench.keep_trail() returns trigger language plpgsql as $trail$
      begin
        insert into enterprises.audit (id, actor_id, actor_name, address, request_id, action, record_id, sequence, mac, changes)
        values (gen_random_uuid(), 'bench', 'bench', '127.0.0.1', 'bench', 'premises.amend', new.id::text, new.version, '', (
          select coalesce(jsonb_agg(jsonb_build_object('field', its.key, 'from', was.value, 'to', its.value)), '[]')
          from jsonb_each_text(to_jsonb(new)) its join jsonb_each_text(to_jsonb(old)) was using (key) where its.value is distinct from was.value));
        return new;
      end $trail$;
      create or replace trigger bench_trail after update on enterprises.premises for each row
        when (current_setting('application_name') = 'bench postgraphile') execute function bench.keep_trail();`),
  );
