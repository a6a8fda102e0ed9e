import { area, boolean, choice, reference, text } from '../fields';
import { describeRegister } from '../register';
import { industrySectionOptions } from './industry-options';
import { premisesKinds, premisesTags } from './premises-options';

/** Which department answers for which premises of a place: by tag, industry or kind; the narrowest rule holds. */
export const departmentRuleRegister = describeRegister({
  service: 'enterprises',
  type: 'DepartmentRule',
  noun: 'department-rule',
  one: 'departmentRule',
  many: 'departmentRules',
  label: { zh: '行业主管规则', en: 'Department rules' },
  counted: { zh: '条', en: 'rules' },
  doc: 'Names the industry department in charge of premises by what they are; readable by whoever is signed in.',
  title: 'ground',
  can: ['create', 'amend', 'end', 'export'],
  fields: {
    ground: text({ zh: '依据', en: 'Ground', doc: 'The document that says so, as the name of the specialised committee.', required: true, max: 200, search: true, sort: true, column: true }),
    tag: choice({ zh: '标签', en: 'Tag', doc: 'Premises that bear it; any when absent. A rule by tag comes before those by industry and kind.', filter: true, column: true, options: premisesTags }),
    industrySection: choice({ zh: '行业门类', en: 'Industry section', doc: 'Premises of this section; any when absent.', filter: true, column: true, options: industrySectionOptions }),
    kind: choice({ zh: '类别', en: 'Kind', doc: 'Premises of this kind; any when absent.', filter: true, column: true, options: premisesKinds }),
    unitId: reference({ zh: '主管部门', en: 'Department', doc: 'The department in charge, by the directory of units.', to: 'UnitName', required: true, filter: true, column: true }),
    areaCode: area({ zh: '适用范围', en: 'Holds in', doc: 'Where it holds: a town’s own rule comes before one of the city.', required: true, fixed: true, filter: true, column: true }),
    soleSupervisor: boolean({ zh: '只能有一个监管单位', en: 'Exactly one supervising body', doc: 'Whether premises that it names must have exactly one supervising body; those with none or several are listed.', filter: true, column: true }),
  },
});
