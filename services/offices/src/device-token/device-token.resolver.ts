import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { createDeviceToken } from './create-device-token';
import { DeviceToken } from './device-token.entity';

@InputType({ description: 'A token for a device.' })
export class CreateDeviceTokenInput {
  @Field(() => String, { description: 'Name of the device.' }) name!: string;
  @Field(() => String, { description: 'Where it stands: it acts nowhere else.' }) areaCode!: string;
  @Field(() => [String], { description: 'What it may do, as `PREMISES_READ`; nothing that the caller may not do there.' }) scopes!: string[];
  @Field(() => Int, { description: 'For how many days, 366 at most.' }) days!: number;
}

@ObjectType({ description: 'A device token that was just issued.' })
export class IssuedDeviceToken {
  @Field(() => String, { description: 'The token itself: it is told this once.' }) token!: string;
  @Field(() => DeviceToken, { description: 'Its record.' }) device!: DeviceToken;
}

@Resolver()
export class DeviceTokenResolver {
  @Guard('device-token.create')
  @Mutation(() => IssuedDeviceToken, { description: 'Issues a token for a device of the area; only its hash is kept.' })
  createDeviceToken(@Arg('input', () => CreateDeviceTokenInput) input: CreateDeviceTokenInput, @Ctx() context: ServiceContext): Promise<IssuedDeviceToken> {
    return createDeviceToken(context, input);
  }
}
