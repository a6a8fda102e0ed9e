import type { RecordRow, RegisterScreen, ScreenAction } from './screen';

/** The action of a register that the service makes proposals for. */
export const proposingAction = ({ actions }: RegisterScreen): ScreenAction | undefined => actions?.find(({ proposal }) => proposal);
export const proposalSelection = (screen: RegisterScreen) => proposingAction(screen)?.proposal?.select ?? '';


/** What accepting the proposal of a record fills in; nothing when there is no value to accept. */
export const proposedValues = (action: ScreenAction, row: RecordRow): Record<string, unknown> | undefined =>
  action.proposal && row.proposal?.value && row.allowedActions?.includes(action.action) ? { [action.proposal.field]: row.proposal.value } : undefined;
