import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';

const INTERRUPTED = { zh: '系统在核对时停过，文件没有写入；请重新上传', en: 'The system stopped during the check and nothing was written; upload the file again' };

/** Uploads that were being read or checked when the process ended; nobody goes on with them. Called before the first request. */
export const sweepRuns = (db: Kysely<Tables>) =>
  db
    .updateTable('import_run')
    .set({ state: 'REFUSED', refusal: sql`${JSON.stringify(INTERRUPTED)}::jsonb` })
    .where('state', 'in', ['READING', 'CHECKING'])
    .execute();
