import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { ImportDefinition } from './definition';
import type { ImportRun } from './import-run';

const COVERED = '***';

/** When an upload is done with, its lines stay for the history; the personal data in them goes, and so does what was never stored. */
export async function forgetSecrets(db: Kysely<Tables>, { fields }: ImportDefinition, run: ImportRun): Promise<void> {
  const secrets = Object.keys(fields).filter((name) => fields[name]!.kind === 'secret');
  const columns = run.columns.flatMap(({ index, field }) => (!field || secrets.includes(field) ? [index + 1] : []));
  // All cells of a line at once: setting one after the other copies the line for each.
  const texts = sql`jsonb_set(cells, '{texts}', (select coalesce(jsonb_agg(case when place = any(${columns}::int[]) then to_jsonb(${COVERED}::text) else text end order by place), '[]')
    from jsonb_array_elements(cells -> 'texts') with ordinality as cell (text, place)))`;
  await sql`update ${sql.table('import_row')} set cells = ${columns.length ? texts : sql`cells`}, corrections = corrections - ${secrets}::text[],
    faults = case when faults = '[]' then faults else (select coalesce(jsonb_agg(case when fault ->> 'field' = any(${secrets}::text[]) then fault || '{"value": null}' else fault end), '[]') from jsonb_array_elements(faults) as fault) end
    where run_id = ${run.id}`.execute(db);
}
