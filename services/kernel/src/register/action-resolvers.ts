import type { Fields } from '@moduan/schema';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Row } from '../database/tables';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { Guard } from '../graph/guard';
import type { RegisterTypes } from '../graph/register-types';
import { ServiceContext } from '../graph/service-context';
import { amendRecord, createRecord, endRecord } from './actions';

type Input = Readonly<Row> & { id: string; version: number; reason: string };

/** A saved record as the graph shows it: secrets by their masked form. */
export function answer(thing: AnyThing, record: BaseRecord): object {
  const masked = Object.entries(thing.register.fields as Fields)
    .filter(([, { kind }]) => kind === 'secret')
    .map(([name]) => [name, (record as unknown as Row)[`${name}Masked`]]);
  return masked.length ? Object.assign(record, Object.fromEntries(masked)) : record;
}

export function actionResolvers(thing: AnyThing, types: RegisterTypes): (new () => object)[] {
  const { can } = thing.register;
  return [
    ...(can.includes('create') ? [creating(thing, types)] : []),
    ...(can.includes('amend') ? [amending(thing, types)] : []),
    ...(can.includes('end') ? [ending(thing, types)] : []),
  ];
}

function creating(thing: AnyThing, types: RegisterTypes) {
  @Resolver()
  class CreateResolver {
    @Guard(`${thing.register.noun}.create`)
    @Mutation(() => types.record, { name: `create${thing.register.type}`, description: `Enters a record of ${thing.register.label.en}.` })
    async create(@Arg('input', () => types.create) input: Input, @Ctx() context: ServiceContext): Promise<object> {
      return answer(thing, await createRecord(context, thing, { ...input }));
    }
  }
  return CreateResolver;
}

function amending(thing: AnyThing, types: RegisterTypes) {
  @Resolver()
  class AmendResolver {
    @Guard(`${thing.register.noun}.amend`)
    @Mutation(() => types.record, { name: `amend${thing.register.type}`, description: 'Changes the given fields. CONFLICT when somebody changed the record first.' })
    async amend(@Arg('input', () => types.amend) input: Input, @Ctx() context: ServiceContext): Promise<object> {
      return answer(thing, await amendRecord(context, thing, { ...input }));
    }
  }
  return AmendResolver;
}

function ending(thing: AnyThing, types: RegisterTypes) {
  @Resolver()
  class EndResolver {
    @Guard(`${thing.register.noun}.end`)
    @Mutation(() => types.record, { name: `end${thing.register.type}`, description: 'Ends the record with a reason; it stays readable.' })
    async end(@Arg('input', () => types.end) input: Input, @Ctx() context: ServiceContext): Promise<object> {
      return answer(thing, await endRecord(context, thing, { ...input }));
    }
  }
  return EndResolver;
}
