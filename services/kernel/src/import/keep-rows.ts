import type { Label } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';

interface Progress {
  readonly done: number;
  readonly total?: number;
}

/** A statement by itself does not wait for the disk: when the run takes its next state, that does, for it and for all before it. */
const quick = (alone: boolean) => sql`quick as materialized (select ${alone ? sql`set_config('synchronous_commit', 'off', true)` : sql`''`} as mode)`;

/** How far the run is, in the same statement. */
const told = (runId: string, { done, total }: Progress) => sql`told as (update import_run set progress_done = ${done}${total === undefined ? sql`` : sql`, progress_total = ${total}`} where id = ${runId})`;

/** A line as it stands in the file, with what its reader found wrong in it by column; of the line as a whole under -1. */
export interface Line {
  readonly number: number;
  readonly cells: { readonly texts: readonly string[]; readonly spoiled: Readonly<Record<string, Label>> };
}


/** Lines of which nothing is known yet. */
export const keepLines = (db: Kysely<Tables>, runId: string, lines: readonly Line[], progress: Progress) =>
  sql`with ${quick(!db.isTransaction)}, ${told(runId, progress)} insert into import_row (run_id, number, cells) select ${runId}::uuid, number, cells
    from json_to_recordset(${JSON.stringify(lines)}::json) as line (number int, cells jsonb), quick`.execute(db);

interface Part {
  readonly first: number;
  readonly last: number;
  /** Rows by their number, as JSON. */
  readonly outcomes: string;
}

/** What lines would become. Told from where to where they stand: the database knows no figures yet of what was just kept, and would go through the whole file for each part. */
export const keepOutcomes = (db: Kysely<Tables>, runId: string, { first, last, outcomes }: Part, progress: Progress) =>
  sql`with ${quick(!db.isTransaction)}, ${told(runId, progress)} update import_row as kept set outcome = new.outcome, match_id = new.match_id, faults = new.faults,
    proposals = new.proposals, becomes = new.becomes, matched = new.matched, alike = new.alike
    from json_to_recordset(${outcomes}::json) as new (number int, outcome text, match_id uuid, faults jsonb,
    proposals jsonb, becomes jsonb, matched jsonb, alike text), quick
    where kept.run_id = ${runId} and kept.number between ${first} and ${last} and kept.number = new.number`.execute(db);
