import type { Row } from '../database/tables';
import { isId } from '../entity/id';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { notFound } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { authorizeIn } from '../policy/authorize-in';
import { requireActive } from '../register/actions';
import { requireReason } from '../register/reason';
import { placeOf } from '../unit-of-work/audit';
import { getForUpdate, unitOfWork } from '../unit-of-work/unit-of-work';
import type { EndAttachmentInput } from './attachment';

/** Takes an attachment away from its record: nobody opens it any more, its bytes and its place in the history stay. */
export const endAttachment = (context: ServiceContext, thing: AnyThing, input: EndAttachmentInput): Promise<BaseRecord> => {
  const noun = thing.register.noun as string;
  const action = `${noun}.end-attachment`;
  return unitOfWork<BaseRecord>(context, { action, thing, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate<BaseRecord>(work, context, thing, input.id);
    await authorizeIn(work.db, context, thing, 'amend', record);
    requireActive(record);
    const reason = requireReason(input.reason);
    const ended = isId(input.attachmentId)
      ? ((await work.db.updateTable('attachment').set({ ended_at: new Date(), ended_by_name: context.actor.name, end_reason: reason })
          .where('id', '=', input.attachmentId as never).where('record_id', '=', record.id as never).where('type', '=', thing.register.type as never).where('ended_at', 'is', null)
          .returning('file_name').executeTakeFirst()) as Row | undefined)
      : undefined;
    if (!ended) throw notFound({ zh: '附件', en: 'attachments' });
    work.note({ action, permission: `${noun}.amend`, recordId: record.id, reason, placed: placeOf(record as unknown as Row), about: { thing, record }, changes: [{ field: 'attachment', from: ended.file_name as string, to: null }] });
    return record;
  });
};
