import { Guard, ServiceContext } from '@moduan/kernel';
import { Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Role } from '../role/role.entity';
import { finishSetUp, setUpState, takeStarterRoles } from './set-up';

@ObjectType({ simpleResolvers: true, description: 'How far the city is set up.' })
export class SetUp {
  @Field(() => String, { nullable: true, description: 'Division code of the city, as its first administrator gave it.' }) code!: string | null;
  @Field(() => String, { nullable: true, description: 'Its name.' }) name!: string | null;
  @Field(() => Boolean, { description: 'Whether it is a real city: nothing of the demonstration comes into one.' }) real!: boolean;
  @Field(() => Date, { nullable: true, description: 'When an administrator declared the set-up done.' }) finishedAt!: Date | null;
}

@Resolver()
export class CityResolver {
  @Guard('account.administer')
  @Query(() => SetUp, { description: 'How far the city is set up.' })
  setUp(@Ctx() context: ServiceContext): Promise<SetUp> {
    return setUpState(context);
  }

  @Guard('setting.amend')
  @Mutation(() => SetUp, { description: 'Declares the set-up done: it leaves the menu, and can be opened again from the rules of accounts.' })
  finishSetUp(@Ctx() context: ServiceContext): Promise<SetUp> {
    return finishSetUp(context);
  }

  @Guard('role.create')
  @Mutation(() => [Role], { description: 'Takes the starting set of roles: those that no active role is called like. Answers the new ones.' })
  takeStarterRoles(@Ctx() context: ServiceContext): Promise<readonly Role[]> {
    return takeStarterRoles(context);
  }
}
