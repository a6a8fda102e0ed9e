import type { Calling, Row } from '@moduan/kernel';

/** Full names of areas by their codes, as the session of a person shows them; what is not there is left out. */
export async function areaNames({ database }: Calling, { codes }: { codes: readonly string[] }): Promise<Record<string, string>> {
  if (!codes.length) return {};
  const rows = (await database.db.selectFrom('area').select(['code', 'path']).where('code', 'in', codes).where('ended_at', 'is', null).execute()) as Row[];
  return Object.fromEntries(rows.map(({ code, path }) => [code as string, path as string]));
}
