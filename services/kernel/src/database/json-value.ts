/** A value of a jsonb column, whether the driver has read it already or left it as text. */
export const jsonValue = (value: unknown): unknown => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);
