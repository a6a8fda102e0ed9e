import type { RecordRow, RegisterScreen, ScreenAction } from './screen';

/** The action of a register that the service makes proposals for. */
export const proposingAction = ({ actions }: RegisterScreen): ScreenAction | undefined => actions?.find(({ proposal }) => proposal);
/** What a list reads beside the fields; proposals only where they are shown. */
export const alsoListed = (screen: RegisterScreen, proposing: boolean) => [screen.mark?.select, proposing && proposingAction(screen)?.proposal?.select].filter(Boolean).join(' ');
/** What the page of a record reads beside the fields. */
export const alsoRead = (screen: RegisterScreen) => [screen.also, proposingAction(screen)?.proposal?.select].filter(Boolean).join(' ');


/** What accepting the proposal of a record fills in; nothing when there is no value to accept. */
export const proposedValues = (action: ScreenAction, row: RecordRow): Record<string, unknown> | undefined =>
  action.proposal && row.proposal?.value && row.allowedActions?.includes(action.action) ? { [action.proposal.field]: row.proposal.value } : undefined;
