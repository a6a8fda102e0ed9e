import type { Fields } from '@moduan/schema';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { forbidden, invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { readableFor } from '../reading/readable';
import { placeOf } from '../unit-of-work/audit';
import { getForUpdate, unitOfWork } from '../unit-of-work/unit-of-work';

/** The full value of a secret field, for those whose post needs it; every look stands in the record's history. */
export async function revealField(context: ServiceContext, thing: AnyThing, input: { id: string; field: string }): Promise<string | null> {
  const { noun, fields } = thing.register as { noun: string; fields: Fields };
  if (fields[input.field]?.kind !== 'secret')
    throw invalidInput([{ path: 'field', message: { zh: '这一项没有遮盖', en: 'This field is not masked' } }]);
  if (!context.actor.may(`${noun}.reveal`)) throw forbidden('reveal');
  let sealed: string | null = null;
  await unitOfWork(context, { action: `${noun}.reveal`, thing }, async (work) => {
    const record = await getForUpdate(work, context, thing, input.id);
    const open = await readableFor(context, thing, `${noun}.reveal`, work.db).select('id').where('id', '=', record.id as never).executeTakeFirst();
    if (!open) throw forbidden('reveal');
    sealed = (record as unknown as Row)[`${input.field}Sealed`] as string | null;
    work.note({ action: `${noun}.reveal`, recordId: record.id, placed: placeOf(record as unknown as Row), changes: [{ field: input.field, from: null, to: null }] });
    return record;
  });
  return sealed === null ? null : context.database.secrets.open(sealed);
}
