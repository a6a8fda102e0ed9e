import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReorganisation, type Known, type Move } from './plan-reorganisation';

const [A, B, C] = ['430681102', '430681104', '430681120'];
const known: Known[] = [
  { code: '430681', name: '汨罗市' },
  { code: A, name: '新市镇' }, { code: `${A}001`, name: '甲村' }, { code: `${A}002`, name: '乙村' }, { code: `${A}001001`, name: '甲 01' }, { code: `${A}001002`, name: '甲 02' },
  { code: B, name: '白水镇' }, { code: `${B}001`, name: '丙村' }, { code: `${B}003`, name: '丁村' }, { code: `${B}001001`, name: '丙 01' },
];
const steps = (moves: Move[], ended: string[] = []) => {
  const plan = planReorganisation(known, moves, ended);
  expect(plan.faults).toEqual([]);
  return plan.steps.map(({ from, to, kind }) => [from.slice(6), to.slice(6), kind]);
};
const faults = (moves: Move[]) => planReorganisation(known, moves).faults.map(({ path }) => path);

describe('the plan of a re-organisation', () => {
  it('takes what is below with it; a number that is taken becomes the next free one', () => {
    expect(steps([{ from: B, to: A }])).toEqual([
      ['104', '102', 'MERGED'], ['104001', '102003', 'RECODED'], ['104003', '102004', 'RECODED'], ['104001001', '102003001', 'RECODED'],
    ]);
  });

  it('makes one new town of two, named once', () => {
    const plan = planReorganisation(known, [{ from: A, to: C, name: '新白镇' }, { from: B, to: C }]);
    expect(plan.steps.map(({ to, toName }) => [to.slice(6), toName])).toEqual([
      ['120', '新白镇'], ['120', '新白镇'], ['120001', '甲村'], ['120002', '乙村'], ['120003', '丙村'], ['120004', '丁村'], ['120001001', '甲 01'], ['120001002', '甲 02'], ['120003001', '丙 01'],
    ]);
  });

  it('moves a village with its grids to another town, and merges villages without doubling grids', () => {
    expect(steps([{ from: `${A}001`, to: `${B}009` }])).toEqual([['102001', '104009', 'RECODED'], ['102001001', '104009001', 'RECODED'], ['102001002', '104009002', 'RECODED']]);
    expect(steps([{ from: `${A}001`, to: `${B}001` }])).toEqual([['102001', '104001', 'MERGED'], ['102001001', '104001002', 'RECODED'], ['102001002', '104001003', 'RECODED']]);
  });

  it('lets a village of a merged town go its own way', () => {
    expect(steps([{ from: B, to: A }, { from: `${B}001`, to: `${A}002` }])).toEqual([['104', '102', 'MERGED'], ['104001', '102002', 'MERGED'], ['104003', '102003', 'RECODED'], ['104001001', '102002001', 'RECODED']]);
  });

  it('gives no code again that stood for something once', () => {
    expect(steps([{ from: `${A}001`, to: `${B}009` }], [`${B}009001`])[1]).toEqual(['102001001', '104009002', 'RECODED']);
  });

  it.each<[string, Move[], string[]]>([
    ['nothing', [], ['moves']],
    ['an area that is not there', [{ from: '430681199', to: A }], ['moves.0.from']],
    ['the city', [{ from: '430681', to: '430682' }], ['moves.0.from']],
    ['another level', [{ from: A, to: `${B}001` }], ['moves.0.to']],
    ['no code', [{ from: A, to: 'x' }], ['moves.0.to']],
    ['itself', [{ from: A, to: A }], ['moves.0.to', 'moves.0.to']],
    ['the same twice', [{ from: A, to: C }, { from: A, to: B }], ['moves.0.from', 'moves.1.from']],
    ['into one that goes itself', [{ from: A, to: B }, { from: B, to: C }], ['moves.0.to']],
    ['below nothing', [{ from: `${A}001`, to: '430681199001' }], ['moves.0.to']],
    ['below one that goes', [{ from: `${A}001`, to: `${B}009` }, { from: B, to: A }], ['moves.0.to']],
    ['a grid into a grid', [{ from: `${A}001001`, to: `${A}001002` }], ['moves.0.to']],
    ['a blank name', [{ from: A, to: C, name: ' ' }], ['moves.0.name']],
  ])('names the move at fault: %s', (_what, moves, paths) => {
    expect(faults(moves)).toEqual(paths);
    expect(planReorganisation(known, moves).steps).toEqual([]);
  });

  it('leaves nothing below a code that goes, gives no code twice, and keeps every area’s place, whatever goes where', () => {
    const codes = known.map(({ code }) => code).filter((code) => code.length > 6);
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ from: fc.constantFrom(...codes), to: fc.constantFrom(...codes, C, `${A}050`, `${B}050`, `${A}002050`) }), { selector: ({ from }) => from, minLength: 1, maxLength: 4 }), (moves) => {
        const plan = planReorganisation(known, moves);
        fc.pre(!plan.faults.length);
        const gone = new Set(plan.steps.map(({ from }) => from));
        expect(gone.size).toBe(plan.steps.length);
        for (const { code } of known) if ([...gone].some((from) => code.startsWith(from))) expect(gone).toContain(code);
        const fresh = plan.steps.filter(({ asked }) => !asked).map(({ to }) => to);
        expect(new Set(fresh).size).toBe(fresh.length);
        for (const { from, to } of plan.steps) {
          const parent = plan.steps.find((step) => step.from === from.slice(0, -3));
          if (parent && !moves.some((move) => move.from === from)) expect(to.slice(0, -3)).toBe(parent.to);
        }
      }),
    );
  });
});
