import { sql } from 'kysely';

/** The day in the city at a moment: it begins at midnight in Asia/Shanghai. */
export const dayAt = (moment = sql<Date>`now()`) => sql<string>`(${moment} at time zone 'Asia/Shanghai')::date`;
export const today = dayAt();
