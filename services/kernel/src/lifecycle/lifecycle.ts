import { DomainError } from '../errors/domain-error';

/** What can happen in each state, and where it leads; a state left out does not compile. */
export type Lifecycle<State extends string, Action extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Action, State>>>>
>;

export const actionsFrom = <S extends string, A extends string>(lifecycle: Lifecycle<S, A>, state: S) =>
  Object.keys(lifecycle[state]) as A[];

/** The state after the action; an action that the state does not allow names where it stands and what is allowed. */
export function nextState<S extends string, A extends string>(lifecycle: Lifecycle<S, A>, from: S, action: A): S {
  const next = lifecycle[from][action];
  if (next) return next;
  const allowed = actionsFrom(lifecycle, from);
  throw new DomainError(
    'ILLEGAL_TRANSITION',
    { zh: '记录已不在可以办理这一步的状态，请刷新后再看', en: 'The record is no longer in a state that allows this; reload it' },
    { from, action, allowed },
  );
}
