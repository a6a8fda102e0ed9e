import { operationRegister, refusedAttemptRegister } from '../trail';

export const officesOperations = operationRegister('offices');
export const officesRefusedAttempts = refusedAttemptRegister('offices');
