import { forbidden, invalidInput, reasonFault, unitOfWorkOnMany, within, writeChanges, AREA_CHANGE, draftOfMany, type AreaChangeEvent, type FieldFault, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { areaLevel, today } from '@moduan/schema/codes';
import { areaChangeRegister } from '@moduan/schema/grids/area-change';
import { checkField } from '@moduan/schema/checks';
import { sql, type Kysely } from 'kysely';
import { areaChanges, type AreaChange } from './area-change.entity';
import { moveAliases, moveAreas, moveGrids, type Reorganisation } from './move-places';
import { planReorganisation, type Known, type Move, type Step } from './plan-reorganisation';

export interface ReorganiseInput {
  readonly moves: readonly Move[];
  readonly effectiveOn: string;
  readonly document?: string | null;
  readonly reason: string;
  readonly clientMutationId?: string;
}

/** What would become of every code; nothing is changed. */
export async function foreseeReorganisation(context: ServiceContext, moves: readonly Move[]): Promise<readonly Step[]> {
  const { steps, faults } = await planFrom(context.db, moves);
  if (faults.length) throw invalidInput(faults);
  requireReach(context, steps);
  return steps;
}

/**
 * Merges or moves areas with all that is below them, in one transaction: the codes that go end, those that stand for them
 * begin, grids with their staff are called by them, former names are kept. Other domains follow by the event.
 */
export const reorganiseAreas = (context: ServiceContext, input: ReorganiseInput): Promise<readonly AreaChange[]> =>
  unitOfWorkOnMany(context, { action: 'area-change.create', thing: areaChanges, input, reason: input.reason.trim() }, async ({ db }) => {
    // Two who re-organise at once: the second plans on what the first has left.
    await sql`select pg_advisory_xact_lock(hashtextextended('grids re-organisation', 0))`.execute(db);
    const { steps, faults } = await planFrom(db, input.moves);
    faults.push(...faultsOf(input));
    if (faults.length) throw invalidInput(faults);
    requireReach(context, steps);
    const change: Reorganisation = { context, db, steps, effectiveOn: input.effectiveOn, reason: input.reason.trim() };
    await moveAreas(change);
    await moveGrids(change);
    await moveAliases(change);
    const entered = enter(context, steps, input);
    await writeChanges(context, db, areaChanges, entered.map((record) => ({ record, before: null, action: 'area-change.create', reason: input.reason.trim() })));
    const told: AreaChangeEvent = { id: entered[0]!.id, version: 1, endedAt: null, effectiveOn: input.effectiveOn, reason: input.reason.trim(), pairs: steps.map(({ from, to }) => [from, to] as const) };
    await context.emit(db, AREA_CHANGE, { rows: [told as never] });
    return entered;
  });

async function planFrom(db: Kysely<Tables>, moves: readonly Move[]): Promise<{ steps: readonly Step[]; faults: FieldFault[] }> {
  const { rows } = await sql<Row>`select code, name, ended_at from ${sql.table('area')} union all select area_code, name, ended_at from ${sql.table('grid')}`.execute(db);
  const active = rows.filter((row) => !row.ended_at) as unknown as Known[];
  const plan = planReorganisation(active, moves, rows.map((row) => row.code as string));
  return { steps: plan.steps, faults: [...plan.faults] };
}

function faultsOf({ effectiveOn, document, reason }: ReorganiseInput): FieldFault[] {
  const message = checkField(areaChangeRegister.fields.document, document ?? null);
  return [
    ...(effectiveOn > today() ? [{ path: 'effectiveOn', message: { zh: '生效日期不能晚于今天；到了那天再办', en: 'The day can not be later than today; do it on that day' } }] : []),
    ...(message ? [{ path: 'document', message }] : []),
    ...[reasonFault(reason, true) ?? []].flat(),
  ];
}

/** Both where it goes from and where it goes to. */
function requireReach({ actor }: ServiceContext, steps: readonly Step[]): void {
  const reach = actor.reach('area.reorganise');
  if (!steps.every(({ from, to }) => [from, to].every((areaCode) => within(reach, { areaCode })))) throw forbidden('reorganise');
}

function enter(context: ServiceContext, steps: readonly Step[], { effectiveOn, document, reason }: ReorganiseInput): AreaChange[] {
  return steps.map(({ from, fromName, to, toName, kind }) => {
    const values = { fromCode: from, fromName, toCode: to, toName, kind, level: areaLevel(from)!.toUpperCase(), effectiveOn, document: document?.trim() || null, reason: reason.trim() };
    return draftOfMany(areaChanges, context, values) as AreaChange;
  });
}

