import { draftOfMany, lockWhole, writeChanges, type AnyThing, type BaseRecord, type Change, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { AREA_LEVELS, areaPath } from '@moduan/schema/codes';
import { sql, type Kysely } from 'kysely';
import type { Step } from './plan-reorganisation';

/** A re-organisation on its way into the tables. */
export interface Reorganisation {
  readonly context: ServiceContext;
  readonly db: Kysely<Tables>;
  readonly steps: readonly Step[];
  readonly effectiveOn: string;
  readonly reason: string;
}

const thingOf = ({ context }: Reorganisation, type: string): AnyThing => context.things.find(({ register }) => register.type === type)!;
const isGrid = ({ from }: Step) => from.length === AREA_LEVELS.grid;
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const amended = (before: Row, values: Row): BaseRecord => ({ ...before, ...values, version: Number(before.version) + 1, updatedAt: new Date() }) as never;

async function lockedBy(change: Reorganisation, thing: AnyThing, column: string, codes: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(thing.table)} where ${sql.ref(column)} = any(${codes}::text[]) and ended_at is null`.execute(change.db);
  return [...(await lockWhole(change.context, change.db, thing, rows.map(({ id }) => id))).values()];
}

/** Areas that go end on the day before; those that stand for them, and were not there, begin on the day. */
export async function moveAreas(change: Reorganisation): Promise<void> {
  const { context, db, effectiveOn, reason } = change;
  const steps = change.steps.filter((step) => !isGrid(step));
  if (!steps.length) return;
  const thing = thingOf(change, 'Area');
  const successors = new Map(steps.map((step) => [step.from, step]));
  const before = await lockedBy(change, thing, 'code', steps.map(({ from }) => from));
  const ended = before.map((area): Change => {
    const { to, toName } = successors.get(area.code as string)!;
    const validUntil = area.validUntil && (area.validUntil as string) < effectiveOn ? area.validUntil : dayBefore(effectiveOn);
    return { record: amended(area, { validUntil, endedAt: new Date(), endReason: `${reason} → ${toName} ${to}` }), before: area, action: 'area.reorganise', reason };
  });
  await writeChanges(context, db, thing, ended);
  const names = await namesAfter(db, steps);
  const fresh = new Map(steps.flatMap(({ to, toName, kind }) => (kind === 'RECODED' ? [[to, toName] as const] : [])));
  const begun = [...fresh].map(([code, name]): Change => {
    const codes = areaPath(code);
    const path = codes.slice(1).map((each) => names.get(each) ?? each).join(' / ');
    return { record: draftOfMany(thing, context, { code, name, path, validFrom: effectiveOn }), before: null, action: 'area.create', reason };
  });
  await writeChanges(context, db, thing, begun);
}

async function namesAfter(db: Kysely<Tables>, steps: readonly Step[]): Promise<Map<string, string>> {
  const above = [...new Set(steps.flatMap(({ to }) => areaPath(to)))];
  const { rows } = await sql<{ code: string; name: string }>`select code, name from ${sql.table('area')} where code = any(${above}::text[]) and ended_at is null`.execute(db);
  return new Map([...rows.map(({ code, name }) => [code, name] as const), ...steps.map(({ to, toName }) => [to, toName] as const)]);
}

/** Grids go on as the same records under their new codes, with those who look after them. */
export async function moveGrids(change: Reorganisation): Promise<void> {
  const codes = new Map(change.steps.filter(isGrid).map(({ from, to }) => [from, to]));
  if (!codes.size) return;
  for (const type of ['Grid', 'GridStaff']) await recode(change, thingOf(change, type), codes);
}

async function recode(change: Reorganisation, thing: AnyThing, codes: ReadonlyMap<string, string>): Promise<void> {
  const { context, db, reason } = change;
  const before = await lockedBy(change, thing, 'area_code', [...codes.keys()]);
  const moved = before.map((row): Change => ({ record: amended(row, { areaCode: codes.get(row.areaCode as string) }), before: row, action: `${thing.register.noun as string}.reorganise`, reason }));
  await writeChanges(context, db, thing, moved);
}

/** Old addresses go on naming what has gone: names that pointed there point to what stands for it, and its own name is one of them from now on. */
export async function moveAliases(change: Reorganisation): Promise<void> {
  const { context, db, effectiveOn, reason } = change;
  const thing = thingOf(change, 'AreaAlias');
  const steps = change.steps.filter((step) => !isGrid(step));
  if (!steps.length) return;
  const codes = new Map(steps.map(({ from, to }) => [from, to]));
  const { rows: known } = await sql<{ name: string; area_code: string }>`select name, area_code from ${sql.table('alias')} where ended_at is null and area_code = any(${[...codes.values()]}::text[])`.execute(db);
  const there = new Set(known.map(({ name, area_code }) => `${name} ${area_code}`));
  const isNew = (name: string, areaCode: string) => there.size < there.add(`${name} ${areaCode}`).size;
  const pointing = await lockedBy(change, thing, 'area_code', [...codes.keys()]);
  const moved = pointing.map((row): Change => {
    const areaCode = codes.get(row.areaCode as string)!;
    // One that is there already under the new code is not needed twice.
    const values = isNew(row.name as string, areaCode) ? { areaCode } : { endedAt: new Date(), endReason: reason };
    return { record: amended(row, values), before: row, action: 'alias.reorganise', reason };
  });
  const lost = steps.filter(({ fromName, toName, to }) => fromName !== toName && isNew(fromName, to));
  const entered = lost.map(({ fromName, to }): Change => ({ record: draftOfMany(thing, context, { name: fromName, areaCode: to, kind: 'FORMER', until: dayBefore(effectiveOn) }), before: null, action: 'alias.create', reason }));
  await writeChanges(context, db, thing, [...moved, ...entered]);
}
