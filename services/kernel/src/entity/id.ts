import { v7 } from 'uuid';

/** Ids sort by the time they were made; made here, since databases before version 18 can't. */
export const uuidv7 = (): string => v7();
