import { everyone, mayInArea, recordOf, thing } from '@moduan/kernel';
import { departmentRuleRegister } from '@moduan/schema/enterprises/department-rule';
import { requireUnits } from '../supervision/require-units';
import { marksAgain } from './sole-supervision';

export class DepartmentRule extends recordOf(departmentRuleRegister) {}

/** Reference data of the city: whoever is signed in reads who is in charge of what. */
export const departmentRules = thing(DepartmentRule, departmentRuleRegister, {
  scope: everyone,
  policy: { create: mayInArea('department-rule.create'), amend: mayInArea('department-rule.amend'), end: mayInArea('department-rule.end') },
  verify: ({ tag, industrySection, kind }) => (tag ?? industrySection ?? kind ? [] : [{ path: 'tag', message: { zh: '标签、行业门类、类别至少填一项', en: 'Give a tag, an industry section or a kind' } }]),
  prepare: async (db, records) => {
    await requireUnits(db, records);
    await marksAgain(db, records, []);
  },
  ending: async (work, record) => marksAgain(work.db, [], [record.id]),
});
