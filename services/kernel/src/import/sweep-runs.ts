import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import { findForsaken } from './held-runs';
import { refuseRun } from './import-run';

const INTERRUPTED = { zh: '系统在核对时停过，文件没有写入；请重新上传', en: 'The system stopped during the check and nothing was written; upload the file again' };

/** Uploads that were being read or checked when their process ended; what another process works at is left to it. Called before the first request. */
export async function sweepRuns(db: Kysely<Tables>): Promise<void> {
  for (const id of await findForsaken(db)) await refuseRun(db, id, INTERRUPTED);
}
