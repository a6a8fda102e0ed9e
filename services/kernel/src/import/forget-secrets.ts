import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { ImportDefinition } from './definition';
import type { ImportRun } from './import-run';

const COVERED = '***';

/** When an upload is done with, its lines stay for the history; the personal data in them goes, and so does what was never stored. */
export async function forgetSecrets(db: Kysely<Tables>, { fields }: ImportDefinition, run: ImportRun): Promise<void> {
  const secrets = Object.keys(fields).filter((name) => fields[name]!.kind === 'secret');
  const columns = run.columns.filter(({ field }) => !field || secrets.includes(field));
  const texts = columns.reduce((cells, { index }) => sql`jsonb_set(${cells}, ${`{texts,${index}}`}::text[], ${JSON.stringify(COVERED)}::jsonb, false)`, sql`cells`);
  await sql`update ${sql.table('import_row')} set cells = ${texts}, corrections = corrections - ${secrets}::text[],
    faults = (select coalesce(jsonb_agg(case when fault ->> 'field' = any(${secrets}::text[]) then fault || '{"value": null}' else fault end), '[]') from jsonb_array_elements(faults) as fault)
    where run_id = ${run.id}`.execute(db);
}
