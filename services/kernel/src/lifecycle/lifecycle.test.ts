import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/domain-error';
import { nextState } from './lifecycle';
import { registerLifecycle, type RegisterAction, type RegisterState } from './register.lifecycle';

const after = (state: RegisterState, action: RegisterAction) => {
  try {
    return nextState(registerLifecycle, state, action);
  } catch (error) {
    return error as DomainError;
  }
};

describe('a record of a plain register', () => {
  it.each([['ACTIVE', 'amend', 'ACTIVE'], ['ACTIVE', 'end', 'ENDED']] as const)('%s: %s leads to %s', (state, action, next) => {
    expect(after(state, action)).toBe(next);
  });

  it.each([['ENDED', 'amend'], ['ENDED', 'end']] as const)('%s: %s is refused, naming where it stands and what is allowed', (from, action) => {
    expect(after(from, action)).toBeInstanceOf(DomainError);
    expect(after(from, action)).toMatchObject({ code: 'ILLEGAL_TRANSITION', details: { from, action, allowed: [] } });
  });
});
