import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { Guard } from '../graph/guard';
import type { RegisterTypes } from '../graph/register-types';
import { ServiceContext } from '../graph/service-context';
import { answer } from '../register/action-resolvers';
import { Attachment, endAttachmentInput, type EndAttachmentInput } from './attachment';
import { attachmentsOf } from './attachments-of';
import { endAttachment } from './end-attachment';

/** What the graph shows of the files of a register's records; they are added by `POST /files/…`. */
export function attachmentResolvers(thing: AnyThing, types: RegisterTypes): (new () => object)[] {
  const { type, noun } = thing.register as { type: string; noun: string };
  const input = endAttachmentInput(type);

  @Resolver(() => types.record)
  class AttachmentsResolver {
    @FieldResolver(() => [Attachment], { description: 'Pictures and other files that belong to it, in the order in which they were added; with the removed ones when asked.' })
    async attachments(@Root() record: Row, @Ctx() context: ServiceContext, @Arg('ended', () => Boolean, { defaultValue: false, description: 'Those that were removed too.' }) ended: boolean): Promise<Attachment[]> {
      return (await attachmentsOf(context, thing, record.id as string)).filter(({ endedAt }) => ended || !endedAt);
    }
  }

  @Resolver()
  class EndAttachmentResolver {
    @Guard(`${noun}.amend`)
    @Mutation(() => types.record, { name: `end${type}Attachment`, description: 'Takes an attachment away with a reason; it stays in the history of the record.' })
    async end(@Arg('input', () => input) asked: EndAttachmentInput, @Ctx() context: ServiceContext): Promise<object> {
      return answer(thing, await endAttachment(context, thing, { ...asked }));
    }
  }
  return [AttachmentsResolver, EndAttachmentResolver];
}
