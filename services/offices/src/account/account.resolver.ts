import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Account } from './account.entity';
import { endAccountSessions } from './end-account-sessions';
import { resetSecondFactor } from './reset-second-factor';
import { setPassword } from './set-password';

@InputType({ description: 'A first password for an account.' })
export class SetAccountPasswordInput {
  @Field(() => ID, { description: 'The account.' }) id!: string;
  @Field(() => String, { description: 'The password, by the rules of the installation; its holder changes it at the next sign-in.' }) password!: string;
}

@InputType({ description: 'Whose second factor is lost.' })
export class ResetSecondFactorInput {
  @Field(() => ID, { description: 'The account.' }) id!: string;
}

@InputType({ description: 'Who is signed out everywhere.' })
export class EndAccountSessionsInput {
  @Field(() => ID, { description: 'The account.' }) id!: string;
}

@Resolver()
export class AccountResolver {
  @Guard('account.administer')
  @Mutation(() => Account, { description: 'Gives an account a first password and signs its holder out everywhere; the holder changes it at the next sign-in.' })
  setAccountPassword(@Arg('input', () => SetAccountPasswordInput) input: SetAccountPasswordInput, @Ctx() context: ServiceContext): Promise<Account> {
    return setPassword(context, input);
  }

  @Guard('account.administer')
  @Mutation(() => Account, { description: 'Takes a lost second factor off an account and signs its holder out everywhere.' })
  resetSecondFactor(@Arg('input', () => ResetSecondFactorInput) input: ResetSecondFactorInput, @Ctx() context: ServiceContext): Promise<Account> {
    return resetSecondFactor(context, input.id);
  }

  @Guard('account.administer')
  @Mutation(() => Account, { description: 'Signs the holder of an account out everywhere.' })
  endAccountSessions(@Arg('input', () => EndAccountSessionsInput) input: EndAccountSessionsInput, @Ctx() context: ServiceContext): Promise<Account> {
    return endAccountSessions(context, input.id);
  }
}
