import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Account } from '../account/account.entity';
import { issueFirstPasswords } from './issue-first-passwords';

const plain = { simpleResolvers: true };

@InputType({ description: 'Whose first passwords are made.' })
export class IssueFirstPasswordsInput {
  @Field(() => [ID], { description: 'The accounts, 200 at most.' }) ids!: string[];
  @Field(() => String, { nullable: true, description: 'Taken and not used: passwords are told once, so that an attempt that is repeated makes new ones.' }) clientMutationId?: string;
}

@ObjectType({ ...plain, description: 'One strip of the sheet that is printed once: what its holder needs to sign in for the first time.' })
export class FirstPasswordStrip {
  @Field(() => String, { description: 'The user name.' }) username!: string;
  @Field(() => String, { description: 'The holder.' }) personName!: string;
  @Field(() => String, { description: 'The unit of the holder.' }) unitName!: string;
  @Field(() => String, { description: 'The password, told here and never again.' }) password!: string;
}

@ObjectType({ ...plain, description: 'An account that got no first password.' })
export class FirstPasswordRefusal {
  @Field(() => ID, { description: 'The account.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Its user name; null when the caller can’t read it.' }) name!: string | null;
  @Field(() => String, { description: 'Why not.' }) message!: string;
}

@ObjectType({ ...plain, description: 'First passwords as they were made: told once.' })
export class FirstPasswordsIssued {
  @Field(() => [Account], { description: 'The accounts that have one now.' }) issued!: readonly Account[];
  @Field(() => [FirstPasswordRefusal], { description: 'Those that have not, each with the reason.' }) refused!: FirstPasswordRefusal[];
  @Field(() => [FirstPasswordStrip], { description: 'The strips, unit by unit.' }) strips!: readonly FirstPasswordStrip[];
  @Field(() => Int, { description: 'Within how many days each has to be used.' }) days!: number;
}

@Resolver()
export class FirstPasswordResolver {
  @Guard('account.administer')
  @Mutation(() => FirstPasswordsIssued, { description: 'Makes first passwords for accounts and tells them this once; those made before are dead, and their holders signed out everywhere. Each holder changes theirs at the first sign-in.' })
  async issueFirstPasswords(@Arg('input', () => IssueFirstPasswordsInput) input: IssueFirstPasswordsInput, @Ctx() context: ServiceContext): Promise<FirstPasswordsIssued> {
    const { refused, ...made } = await issueFirstPasswords(context, input.ids);
    return { ...made, refused: refused.map((each) => ({ ...each, message: each.message[context.request.language] })) };
  }
}
