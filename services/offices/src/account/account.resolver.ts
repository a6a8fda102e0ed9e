import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Account } from './account.entity';
import { setPassword } from './set-password';

@InputType({ description: 'A new password for an account.' })
export class SetAccountPasswordInput {
  @Field(() => ID, { description: 'The account.' }) id!: string;
  @Field(() => String, { description: 'The new password: 10 to 200 characters of at least three kinds.' }) password!: string;
}

@Resolver()
export class AccountResolver {
  @Guard('account.administer')
  @Mutation(() => Account, { description: 'Gives an account a password and signs its holder out everywhere.' })
  setAccountPassword(@Arg('input', () => SetAccountPasswordInput) input: SetAccountPasswordInput, @Ctx() context: ServiceContext): Promise<Account> {
    return setPassword(context, input);
  }
}
