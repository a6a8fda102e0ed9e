import type { RowProposal, Row, ServiceContext, Tables } from '@moduan/kernel';
import { areaLevel, today } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import { placementIndex, propose, type PlacementIndex } from './propose';

/** What is known of the city's areas, for reading places out of names and addresses. */
export interface AreaEvidence {
  readonly index: PlacementIndex;
  readonly names: ReadonlyMap<string, string>;
  /** Codes by every way of writing an area: code, name, path. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
}

/** Read once for a request, however many premises ask; and not again while the copies are as they were. */
export const areasOf = (context: ServiceContext, db: Kysely<Tables> = context.db): Promise<AreaEvidence> => context.loader('areas for placing', () => keptAreas(context.database, db));

const kept = new WeakMap<object, { readonly state: string; readonly evidence: AreaEvidence }>();

/** Every change of an area, a name or a grid raises a version in its copy: while their sums stand, so does what was read. */
async function keptAreas(database: object, db: Kysely<Tables>): Promise<AreaEvidence> {
  const sumOf = (table: string) => sql<string>`(select count(*) || '/' || coalesce(sum(version), 0) from ${sql.table(table)})`;
  const { rows } = await sql<{ state: string }>`select ${sumOf('area_copy')} || ' ' || ${sumOf('alias_copy')} || ' ' || ${sumOf('grid_copy')} as state`.execute(db);
  // Areas end with a day, too.
  const state = `${today()} ${rows[0]!.state}`;
  const known = kept.get(database);
  if (known?.state === state) return known.evidence;
  const evidence = await readAreas(db);
  kept.set(database, { state, evidence });
  return evidence;
}

async function readAreas(db: Kysely<Tables>): Promise<AreaEvidence> {
  const areas = (await db.selectFrom('area_copy').select(['code', 'name', 'parent_code', 'path', 'valid_until']).where('ended_at', 'is', null).execute()) as Row[];
  const aliases = (await db.selectFrom('alias_copy').select(['area_code', 'name', 'kind']).where('ended_at', 'is', null).execute()) as Row[];
  const grids = (await db.selectFrom('grid_copy').select(['area_code', 'name']).where('ended_at', 'is', null).execute()) as Row[];
  const names = new Map(areas.map(({ code, path }) => [code as string, path as string]));
  for (const { area_code, name } of grids) names.set(area_code as string, `${names.get((area_code as string).slice(0, 12)) ?? ''} / ${name as string}`);
  const index = placementIndex(
    areas.map((area) => ({
      code: area.code as string,
      name: area.name as string,
      level: areaLevel(area.code as string) ?? '',
      parent: area.parent_code as string | null,
      validUntil: area.valid_until as string | null,
    })),
    aliases.map((alias) => ({ areaCode: alias.area_code as string, name: alias.name as string, kind: alias.kind as 'FORMER' | 'ALIAS' })),
  );
  return { index, names, codes: waysOfWriting(areas, grids, names) };
}

const fold = (text: string) => text.replace(/[\s/·・、-]/g, '');

function waysOfWriting(areas: readonly Row[], grids: readonly Row[], names: ReadonlyMap<string, string>): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  const add = (text: string, code: string) => {
    const known = codes.get(fold(text)) ?? [];
    if (!known.includes(code)) codes.set(fold(text), [...known, code]);
  };
  for (const { code, name } of areas) for (const text of [code as string, name as string, names.get(code as string)!]) add(text, code as string);
  for (const { area_code: code, name } of grids) for (const text of [code as string, name as string, names.get(code as string)!]) add(text, code as string);
  return codes;
}

/** The one area that a cell means; several when its name stands for several. */
export const areasNamed = (evidence: AreaEvidence, cell: string): readonly string[] => evidence.codes.get(fold(cell)) ?? [];

export interface AddressProposal {
  readonly areaCode: string | null;
  readonly proposal: RowProposal | null;
  /** A former or unknown township: rows of the same one can be placed together. */
  readonly oldName: string | null;
}

/** The former or unknown township that an address names. */
export const oldPlaceIn = (evidence: AreaEvidence, address: string): string | null => propose(address, evidence.index).oldName ?? null;

/** Where an address says that it is, with the reason and how sure that is. */
export function proposeArea(evidence: AreaEvidence, address: string): AddressProposal {
  const { town, village, oldName, ambiguous, elsewhere } = propose(address, evidence.index);
  const best = village ?? town;
  const label = best ? (evidence.names.get(best.code) ?? best.name) : '';
  const none = elsewhere ?? ambiguous;
  const unknown = oldName && !best ? { zh: `“${oldName}”不在现行区划里，也没有登记为曾用名`, en: `“${oldName}” is neither an area today nor recorded as a former name` } : undefined;
  const reason = best?.reason ?? none ?? unknown;
  return {
    areaCode: best?.code ?? null,
    proposal: reason ? { field: 'areaCode', value: best?.code ?? null, label, reason, certainty: best?.certainty ?? 'UNSURE' } : null,
    oldName: best ? null : (oldName ?? null),
  };
}
