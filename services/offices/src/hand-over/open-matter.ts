import DataLoader from 'dataloader';
import type { ServiceContext } from '@moduan/kernel';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { matterKinds, openMatters, type MatterKind, type OpenMatter } from './open-matters';

const kinds = Object.fromEntries(Object.keys(matterKinds).map((kind) => [kind, kind]));
registerEnumType(kinds, {
  name: 'MatterKind',
  description: 'What can be open in the name of who holds an appointment.',
  valuesConfig: Object.fromEntries(Object.entries(matterKinds).map(([kind, { zh, en }]) => [kind, { description: `${zh} – ${en}` }])),
});

@ObjectType('OpenMatter', { simpleResolvers: true, description: 'Something that is open in the name of who holds an appointment: whoever ends it names a successor.' })
export class OpenMatterType {
  @Field(() => kinds, { description: 'What it is.' }) kind!: MatterKind;
  @Field(() => Int, { description: 'How many.' }) count!: number;
}

/** For a whole page of appointments in one statement. */
export const mattersOf = (context: ServiceContext, appointmentId: string): Promise<readonly OpenMatter[]> =>
  context
    .loader('open matters', () => new DataLoader<string, readonly OpenMatter[]>(async (ids) => {
      const found = await openMatters(context.db, ids);
      return ids.map((id) => found.get(id) ?? []);
    }, { cache: false }))
    .load(appointmentId);
