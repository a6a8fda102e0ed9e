import { findReadable, type ServiceContext } from '@moduan/kernel';
import { premisesThing } from '../premises/premises-thing';
import { alikeOf } from './likeness-of-premises';

export interface AlikePremises {
  readonly premises: object;
  readonly reason: string;
  readonly certainty: string;
}

/** Records that may be of the same premises as this one and that nobody has decided on, the surest first. */
export async function alikePremises(context: ServiceContext, { id }: { readonly id: string }): Promise<AlikePremises[]> {
  const found = await alikeOf(context, id);
  const all = await Promise.all(found.map(async ({ otherId, reason, certainty }) => ({ premises: await findReadable(context, premisesThing(context), otherId), reason: reason[context.request.language], certainty })));
  return all.filter((each): each is typeof each & { premises: object } => each.premises !== null);
}
