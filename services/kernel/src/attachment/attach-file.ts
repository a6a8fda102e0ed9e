import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import { checkField } from '@moduan/schema/checks';
import type { Row, Tables } from '../database/tables';
import { uuidv7 } from '../entity/id';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { DomainError, invalidInput, unavailable } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { authorizeIn } from '../policy/authorize-in';
import { getReadable } from '../reading/readable';
import { requireActive } from '../register/actions';
import { placeOf } from '../unit-of-work/audit';
import { getForUpdate, unitOfWork } from '../unit-of-work/unit-of-work';
import type { FileHouse } from './file-house';
import { fileRefused } from './file-refused';
import type { ReceivedFile } from './file-store';
import { judgeFile, limitOf } from './judge-file';
import { pictureFacts } from './pictures';
import { nameFor } from './file-name';

export interface FileToAttach {
  readonly recordId: string;
  /** As the browser says it. */
  readonly fileName: string;
  readonly note: string | null;
  /** The same key and content are one attachment, however often they are sent. */
  readonly key: string | null;
  readonly content: Readable;
}

const noteField = { kind: 'text', zh: '说明', en: 'The note', doc: '', max: 200 } as const;
const keyField = { kind: 'text', zh: '提交编号', en: 'The idempotency key', doc: '', max: 100 } as const;

export function houseOf({ database }: ServiceContext): FileHouse {
  if (!database.files) throw unavailable(database.service);
  return database.files;
}

const full = (most: number) => new DomainError('CONFLICT', { zh: `一条记录最多 ${most} 个附件，请先移除不用的`, en: `A record holds ${most} files at most; remove one first` }, { most });

async function requireRoom(db: Kysely<Tables>, thing: AnyThing, recordId: string, most: number): Promise<void> {
  const row = (await db.selectFrom('attachment').select((eb) => eb.fn.countAll<string>().as('count')).where('record_id', '=', recordId as never).where('type', '=', thing.register.type as never).where('ended_at', 'is', null).executeTakeFirst()) as Row;
  if (Number(row.count) >= most) throw full(most);
}

async function requireAddable(db: Kysely<Tables>, context: ServiceContext, thing: AnyThing, record: BaseRecord): Promise<void> {
  await authorizeIn(db, context, thing, 'amend', record);
  requireActive(record);
}

const attempted = async ({ db, actor }: ServiceContext, key: string | null): Promise<string | undefined> =>
  key === null ? undefined : ((await db.selectFrom('attachment').select('id').where('created_by', '=', actor.id as never).where('attempt', '=', key as never).executeTakeFirst()) as { id: string } | undefined)?.id;

/** Takes a file in for a record that the caller may amend; answers the id of the attachment. What breaks off leaves nothing. */
export async function attachFile(context: ServiceContext, thing: AnyThing, asked: FileToAttach): Promise<string> {
  const { settings, store } = houseOf(context);
  requireSound(asked);
  // Before anything of it is read; once more, with the record locked, when it is here.
  await requireAddable(context.db, context, thing, await getReadable(context, thing, asked.recordId));
  if (!(await attempted(context, asked.key))) await requireRoom(context.db, thing, asked.recordId, settings.perRecord);
  const file = await store.receive(asked.content, limitOf(settings));
  try {
    return await enter(context, thing, asked, file);
  } finally {
    await file.discard();
  }
}

function requireSound({ note, key }: FileToAttach): void {
  const faults = [{ path: 'note', message: checkField(noteField, note) }, { path: 'key', message: checkField(keyField, key) }].flatMap(({ path, message }) => (message ? [{ path, message }] : []));
  if (faults.length) throw invalidInput(faults);
}

async function enter(context: ServiceContext, thing: AnyThing, asked: FileToAttach, file: ReceivedFile): Promise<string> {
  const { settings, store } = houseOf(context);
  const type = await judgeFile(file, settings);
  const { width, height, takenAt } = await pictureFacts(file, type, settings);
  const { actor } = context;
  const action = `${thing.register.noun as string}.attach`;
  const id = uuidv7();
  const input = { id: asked.recordId, sha256: file.sha256, clientMutationId: asked.key };
  let entered = false;
  await unitOfWork<BaseRecord>(context, { action, thing, input }, async (work) => {
    const record = await getForUpdate<BaseRecord>(work, context, thing, asked.recordId);
    await requireAddable(work.db, context, thing, record);
    await requireRoom(work.db, thing, record.id, settings.perRecord);
    const file_name = nameFor(asked.fileName, type.type);
    const author = { created_at: new Date(), created_by: actor.id, created_by_name: actor.name };
    await work.db.insertInto('attachment').values({
      id, type: thing.register.type as string, record_id: record.id, file_name, media_type: type.type, size: file.size, sha256: file.sha256,
      width, height, taken_at: takenAt, note: asked.note?.trim() || null, attempt: asked.key, ...author,
    }).execute();
    work.note({ action, permission: `${thing.register.noun as string}.amend`, recordId: record.id, placed: placeOf(record as unknown as Row), about: { thing, record }, changes: [{ field: 'attachment', from: null, to: file_name }] });
    // Last: what fails before leaves no bytes.
    await store.keep(file);
    entered = true;
    return record;
  });
  if (entered) return id;
  const known = await attempted(context, asked.key);
  if (!known) throw fileRefused('这个附件已不在，请重新上传', 'This attachment is not there any more; send it again');
  return known;
}
