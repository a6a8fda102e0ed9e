import { readable, selectRecord, type Row, type ServiceContext } from '@moduan/kernel';
import { parentArea } from '@moduan/schema/codes';
import { sql } from 'kysely';
import { grids } from '../grid/grid.entity';
import type { Area } from './area.entity';

/** Grids by their codes as the last level of the tree, for those who read them: whoever shows a code has its name and path. */
export async function gridsAsAreas(context: ServiceContext, codes: readonly string[]): Promise<Map<string, Area>> {
  const wanted = codes.filter((code) => code.length === 15);
  if (!wanted.length || !context.actor.may('grid.read')) return new Map();
  const rows = (await selectRecord(readable(context, grids), grids).where('area_code' as never, '=', sql`any(${wanted}::text[])` as never).where('ended_at' as never, 'is', null as never).execute()) as Row[];
  const villages = [...new Set(rows.map((row) => parentArea(row.areaCode as string)!))];
  const above = (await context.db.selectFrom('area').select(['code', 'path']).where('code', '=', sql`any(${villages}::text[])` as never).where('ended_at', 'is', null).execute()) as Row[];
  const paths = new Map(above.map(({ code, path }) => [code as string, path as string]));
  return new Map(rows.map((row) => [row.areaCode as string, asArea(row, paths)]));
}

function asArea(row: Row, paths: ReadonlyMap<string, string>): Area {
  const code = row.areaCode as string;
  const parentCode = parentArea(code)!;
  const { id, version, createdAt, createdBy, createdByName, updatedAt, endedAt, endReason, name } = row as never as Area;
  const base = { id, version, createdAt, createdBy, createdByName, updatedAt, endedAt, endReason };
  return { ...base, code, name, level: 'GRID', parentCode, path: [paths.get(parentCode), name].filter(Boolean).join(' / '), validFrom: null, validUntil: null };
}
