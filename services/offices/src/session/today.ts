import { sql } from 'kysely';

/** The day in the city at a moment; posts begin and end at its midnight, in Asia/Shanghai. */
export const dayAt = (moment = sql<Date>`now()`) => sql<string>`(${moment} at time zone 'Asia/Shanghai')::date`;
