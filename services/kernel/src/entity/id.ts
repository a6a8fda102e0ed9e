import { v7 } from 'uuid';

/** Ids sort by the time they were made; made here, since databases before version 18 can't. */
export const uuidv7 = (): string => v7();

/** Whether a text can be the id of a record: what can't is not asked for. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
