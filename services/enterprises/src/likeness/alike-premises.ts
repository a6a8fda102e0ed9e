import { CertaintyEnum, findReadable, type ServiceContext } from '@moduan/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Premises, premises } from '../premises/premises.entity';
import { alikeOf } from './likeness-of-premises';

@ObjectType({ simpleResolvers: true, description: 'Another record that may be of the same premises.' })
export class PremisesLikeness {
  @Field(() => Premises, { description: 'The other record.' }) premises!: object;
  @Field(() => String, { description: 'Why they are taken to be alike.' }) reason!: string;
  @Field(() => CertaintyEnum, { description: 'How sure it is.' }) certainty!: string;
}

/** Records that may be of the same premises as this one and that nobody has decided on, the surest first. */
export async function alikePremises(context: ServiceContext, { id }: { readonly id: string }): Promise<PremisesLikeness[]> {
  const found = await alikeOf(context, id);
  const all = await Promise.all(found.map(async ({ otherId, reason, certainty }) => ({ premises: await findReadable(context, premises, otherId), reason: reason[context.request.language], certainty })));
  return all.filter((each): each is typeof each & { premises: Premises } => each.premises !== null);
}
