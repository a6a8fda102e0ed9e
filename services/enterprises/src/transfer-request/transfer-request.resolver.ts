import { Guard, ServiceContext } from '@moduan/kernel';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { acceptTransfer, refuseTransfer } from './decide-transfer';
import { TransferDemand } from './transfer-demand.entity';
import { TransferRequest } from './transfer-request.entity';
import { AcceptTransferDemandInput, RefuseTransferDemandInput, WithdrawTransferRequestInput } from './transfer-request.inputs';
import { withdrawTransfer } from './withdraw-transfer';

@Resolver()
export class TransferRequestResolver {
  @Guard('transfer-demand.accept')
  @Mutation(() => TransferDemand, { description: 'Hands premises over to the town that asked, with their history. FORBIDDEN to who asked.' })
  acceptTransferDemand(@Arg('input', () => AcceptTransferDemandInput) input: AcceptTransferDemandInput, @Ctx() context: ServiceContext): Promise<TransferDemand> {
    return acceptTransfer(context, input);
  }

  @Guard('transfer-demand.refuse')
  @Mutation(() => TransferDemand, { description: 'Refuses to hand premises over, with the reason.' })
  refuseTransferDemand(@Arg('input', () => RefuseTransferDemandInput) input: RefuseTransferDemandInput, @Ctx() context: ServiceContext): Promise<TransferDemand> {
    return refuseTransfer(context, input);
  }

  @Guard('transfer-request.withdraw')
  @Mutation(() => TransferRequest, { description: 'Takes a request back. ILLEGAL_TRANSITION once it is answered.' })
  withdrawTransferRequest(@Arg('input', () => WithdrawTransferRequestInput) input: WithdrawTransferRequestInput, @Ctx() context: ServiceContext): Promise<TransferRequest> {
    return withdrawTransfer(context, input);
  }
}
