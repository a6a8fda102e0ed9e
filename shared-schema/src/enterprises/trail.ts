import { operationRegister, refusedAttemptRegister } from '../trail';

export const enterprisesOperations = operationRegister('enterprises');
export const enterprisesRefusedAttempts = refusedAttemptRegister('enterprises');
