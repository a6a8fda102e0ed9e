import { operationRegister, refusedAttemptRegister } from '../trail';

export const gridsOperations = operationRegister('grids');
export const gridsRefusedAttempts = refusedAttemptRegister('grids');
