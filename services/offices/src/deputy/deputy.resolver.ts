import { Day, Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { Appointment } from '../appointment/appointment.entity';
import { nameDeputy } from './name-deputy';

@InputType({ description: 'Who holds a post for its holder, and when.' })
export class NameDeputyInput {
  @Field(() => ID, { description: 'The appointment.' }) id!: string;
  @Field(() => Int, { nullable: true, description: 'The version as it was seen; the appointment itself does not change.' }) version?: number;
  @Field(() => ID, { description: 'The deputy.' }) personId!: string;
  @Field(() => Day, { description: 'First day.' }) startsOn!: string;
  @Field(() => Day, { description: 'Last day, included.' }) endsOn!: string;
  @Field(() => String, { description: 'Why, as leave or training.' }) reason!: string;
  @Field(() => String, { nullable: true, description: 'Idempotency key.' }) clientMutationId?: string;
}

@Resolver()
export class DeputyResolver {
  @Guard('signed-in')
  @Mutation(() => Appointment, { description: 'Names a deputy for a post: its holder for their own, an administrator for one of the area. Acts of the deputy are recorded as "A for B".' })
  nameDeputy(@Arg('input', () => NameDeputyInput) input: NameDeputyInput, @Ctx() context: ServiceContext): Promise<Appointment> {
    return nameDeputy(context, input);
  }
}
