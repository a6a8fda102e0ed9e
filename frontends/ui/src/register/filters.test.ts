import { unitRegister } from '@moduan/schema/offices/unit';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { describe, expect, it } from 'vitest';
import { graphFilter, graphOrder, groupMatch, readListState, readPageState, writeListState, type ListState } from './filters';

const units = unitRegister as unknown as Parameters<typeof readListState>[0];
const premises = premisesRegister as unknown as Parameters<typeof readListState>[0];
const full: ListState = {
  search: '应急',
  ended: 'all',
  ids: ['a', 'b'],
  matches: { kind: { anyOf: ['BUREAU', 'SQUADRON'] }, areaCode: { anyOf: ['430681119'] }, openedOn: { from: '2026-01-01', to: '2026-02-01' }, parentId: { missing: true } },
  sort: { field: 'name', direction: 'DESC' },
};

describe('the address of a list', () => {
  it('gives back every filter that was written into it', () => {
    const query = writeListState(full) as Record<string, string>;
    expect(readListState(units, query)).toEqual(full);
  });

  it('stays empty for the list as it opens', () => {
    expect(writeListState({ search: '', ended: 'no', ids: [], matches: {}, sort: null })).toEqual({});
  });

  it('ignores fields that the register does not filter by', () => {
    expect(readListState(units, { phone: '0730', nonsense: 'x', kind: 'BUREAU' }).matches).toEqual({ kind: { anyOf: ['BUREAU'] } });
  });

  it('opens at page one when the number is broken', () => {
    expect(readPageState({ page: 'x' })).toEqual({ page: 1 });
    expect(readPageState({ page: '3', after: 'cursor' })).toEqual({ page: 3, after: 'cursor' });
  });
});

describe('the filter of the graph', () => {
  it('asks for active records unless told otherwise', () => {
    expect(graphFilter(units, readListState(units, {}))).toEqual({ ended: false });
    expect(graphFilter(units, readListState(units, { ended: 'yes' }))).toEqual({ ended: true });
    expect(graphFilter(units, readListState(units, { ended: 'all' }))).toEqual({});
  });

  it('turns each kind of match into its input', () => {
    expect(graphFilter(units, full)).toEqual({
      search: '应急', ids: ['a', 'b'], kind: ['BUREAU', 'SQUADRON'], areaCode: ['430681119'], openedOn: { from: '2026-01-01', to: '2026-02-01' }, parentIdMissing: true,
    });
    expect(graphFilter(premises, readListState(premises, { employees: '10..20', creditCode: '9143', ended: 'all' }))).toEqual({ employees: { from: 10, to: 20 }, creditCode: { contains: '9143' } });
  });

  it('names the order as the enum of the graph does', () => {
    expect(graphOrder(units, { sort: { field: 'openedOn', direction: 'DESC' } })).toEqual({ field: 'OPENED_ON', direction: 'DESC' });
    expect(graphOrder(units, { sort: null })).toEqual({ field: 'NAME', direction: 'ASC' });
  });
});

describe('a figure of the summary', () => {
  it('opens exactly the records it counts', () => {
    const { fields } = premisesRegister;
    expect(groupMatch(fields.kind, 'SHOP')).toEqual({ anyOf: ['SHOP'] });
    expect(groupMatch(fields.stars, '3')).toEqual({ from: '3', to: '3' });
    expect(groupMatch(fields.industryDivision, '33')).toEqual({ equals: '33' });
    expect(groupMatch(fields.kind, null)).toEqual({ missing: true });
  });
});
