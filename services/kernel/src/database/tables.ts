/** A row as the database gives it; columns of registers are known at run time only. */
export type Row = Record<string, unknown>;

/** Tables of a service's schema, for Kysely. */
export type Tables = Record<string, Row>;
