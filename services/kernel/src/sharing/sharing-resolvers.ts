import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { Guard } from '../graph/guard';
import type { RegisterTypes } from '../graph/register-types';
import { ServiceContext } from '../graph/service-context';
import { stubOf } from '../graph/stubs';
import { answer } from '../register/action-resolvers';
import { RecordShare, shareInputs, type EndShareInput, type ShareInput } from './record-share';
import { endShare, shareRecord } from './share-record';
import { sharesOf } from './shares-of';

/** What a register offers whose records can be shared. */
export function sharingResolvers(thing: AnyThing, types: RegisterTypes): (new () => object)[] {
  const { type, noun } = thing.register as { type: string; noun: string };
  const inputs = shareInputs(type);

  @Resolver(() => types.record)
  class SharesResolver {
    @FieldResolver(() => [RecordShare], { description: 'Units outside of its area with which it is shared today; with the former ones when asked.' })
    async shares(@Root() record: Row, @Ctx() context: ServiceContext, @Arg('former', () => Boolean, { defaultValue: false, description: 'Those that have ended too.' }) former: boolean): Promise<RecordShare[]> {
      return (await sharesOf(context, thing, record.id as string)).filter(({ holds }) => former || holds);
    }
  }

  @Resolver()
  class SharingResolver {
    @Guard(`${noun}.share`)
    @Mutation(() => types.record, { name: `share${type}`, description: 'Opens a record to a unit outside of its area, to be read there while it is shared.' })
    async share(@Arg('input', () => inputs.share) input: ShareInput, @Ctx() context: ServiceContext): Promise<object> {
      return answer(thing, await shareRecord(context, thing, input));
    }

    @Guard(`${noun}.share`)
    @Mutation(() => types.record, { name: `end${type}Share`, description: 'Ends a share at once; it stays in the history of the record.' })
    async endShare(@Arg('input', () => inputs.end) input: EndShareInput, @Ctx() context: ServiceContext): Promise<object> {
      return answer(thing, await endShare(context, thing, input));
    }
  }
  return [SharesResolver, SharingResolver, unitOfShare()];
}

let resolver: (new () => object) | undefined;

/** The directory of units belongs to the offices: how the unit is called is joined in the graph. */
function unitOfShare(): new () => object {
  if (resolver) return resolver;
  // Types are made before they are named.
  const directory = stubOf('UnitName');
  @Resolver(() => RecordShare)
  class UnitOfShareResolver {
    @FieldResolver(() => directory, { nullable: true, description: 'How the unit is called.' })
    unit(@Root() { unitId }: RecordShare): object {
      return { id: unitId };
    }
  }
  return (resolver = UnitOfShareResolver);
}
