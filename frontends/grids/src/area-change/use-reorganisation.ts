import { areaChangeRegister } from '@moduan/schema/grids/area-change';
import { today } from '@moduan/schema/codes';
import { area, date, text } from '@moduan/schema';
import { actorId, ask, command, forgetLists, keep, readKept, toProblem, type Problem } from '@moduan/ui';
import { computed, reactive, ref, shallowRef, watch } from 'vue';

/** One area that goes, as a person puts it. */
export interface MoveRow {
  from: string | null;
  fresh: boolean;
  to: string | null;
  name: string | null;
}
export interface Step {
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  readonly kind: 'MERGED' | 'RECODED';
  readonly asked: boolean;
}

const { document, reason } = areaChangeRegister.fields;
export const decision = {
  effectiveOn: date({ zh: '生效日期', en: 'Effective on', doc: 'First day of the new codes.', required: true }),
  document: { ...document, derived: false },
  reason: text({ ...reason, required: true, multiline: true, derived: false }),
} as const;
export const places = {
  from: area({ zh: '原区划', en: 'Area that goes', doc: 'Town or village that goes.', required: true, atLeast: 9 }),
  to: area({ zh: '并入', en: 'Into', doc: 'Area of the same level that stands for it.', required: true, atLeast: 9 }),
} as const;

const planDocument = 'query ReorganisationPlan($moves: [AreaMoveInput!]!) { plan: reorganisationPlan(moves: $moves) { from fromName to toName kind asked } }';
const doDocument = 'mutation ReorganiseAreas($input: ReorganiseAreasInput!) { done: reorganiseAreas(input: $input) { id } }';
const emptyRow = (): MoveRow => ({ from: null, fresh: false, to: null, name: null });
const empty = () => ({ moves: [emptyRow()], effectiveOn: today() as string | null, document: null as string | null, reason: null as string | null });

/** What a person has put together so far; it outlives a refusal and a reload, until it is done. */
export const useReorganisation = () => {
  const key = `reorganise:${actorId.value}`;
  const found = readKept<ReturnType<typeof empty>>(key);
  const restored = ref(Boolean(found));
  const values = reactive(found ?? empty());
  const problem = shallowRef<Problem>();
  const plan = shallowRef<readonly Step[]>();
  const plannedFor = ref('');
  const busy = ref(false);
  const attempt = ref(crypto.randomUUID());

  const moves = computed(() => values.moves.map(({ from, to, fresh, name }) => ({ from: from ?? '', to: to?.trim() ?? '', ...(fresh && name?.trim() && { name: name.trim() }) })));
  const asked = computed(() => JSON.stringify(moves.value));
  const isPlanned = computed(() => Boolean(plan.value) && plannedFor.value === asked.value);
  watch(values, () => {
    keep(key, values);
    attempt.value = crypto.randomUUID();
  });

  const faultAt = (path: string) => problem.value?.details.fields?.find((fault) => fault.path === path)?.message;
  const work = async (what: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    try {
      await what();
    } catch (error) {
      problem.value = toProblem(error);
    } finally {
      busy.value = false;
    }
  };
  const foresee = () =>
    work(async () => {
      const wanted = asked.value;
      plan.value = undefined;
      plan.value = (await ask<{ plan: Step[] }>(planDocument, { moves: moves.value })).plan;
      plannedFor.value = wanted;
    });
  const execute = async (): Promise<number | undefined> => {
    let count: number | undefined;
    await work(async () => {
      const { effectiveOn, document: number, reason: why } = values;
      const input = { moves: moves.value, effectiveOn: effectiveOn ?? '', document: number, reason: why ?? '', clientMutationId: attempt.value };
      count = (await command<{ done: object[] }>(doDocument, { input })).done.length;
      keep(key, null);
      await forgetLists('areas', 'areaChanges', 'grids', 'premisesList');
    });
    return count;
  };
  const add = () => values.moves.push(emptyRow());
  const drop = (index: number) => values.moves.splice(index, 1);
  const forget = () => {
    Object.assign(values, empty());
    [plan.value, problem.value, restored.value] = [undefined, undefined, false];
  };
  return { values, restored, problem, plan, isPlanned, busy, faultAt, foresee, execute, add, drop, forget };
};
