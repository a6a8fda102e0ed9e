import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import { refuseRun } from './import-run';

const INTERRUPTED = { zh: '系统在核对时停过，文件没有写入；请重新上传', en: 'The system stopped during the check and nothing was written; upload the file again' };

/** Uploads that were being read or checked when the process ended; nobody goes on with them. Called before the first request. */
export async function sweepRuns(db: Kysely<Tables>): Promise<void> {
  const left = (await db.selectFrom('import_run').select('id').where('state', 'in', ['READING', 'CHECKING']).execute()) as Row[];
  for (const { id } of left) await refuseRun(db, id as string, INTERRUPTED);
}
