import { area, choice, date, text } from '../fields';
import { describeRegister } from '../register';

/** Former names and aliases of areas: ledgers are older than reorganisations. */
export const areaAliasRegister = describeRegister({
  service: 'grids',
  type: 'AreaAlias',
  noun: 'alias',
  one: 'areaAlias',
  many: 'areaAliases',
  label: { zh: '曾用名与别名', en: 'Former names' },
  counted: { zh: '个', en: 'names' },
  doc: 'A former name or an alias of an area, as an abolished town that was merged into it.',
  title: 'name',
  order: { field: 'name', direction: 'ASC' },
  matchOn: [],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    name: text({ zh: '曾用名', en: 'Name', doc: 'The name as it stands in old addresses.', required: true, max: 60, search: true, sort: true, column: true, headings: ['name', '别名', '旧名'] }),
    areaCode: area({ zh: '现属区划', en: 'Area', doc: 'The area that it means today.', required: true, atLeast: 9, filter: true, sort: true, column: true, headings: ['areaCode', '区划代码'] }),
    kind: choice({
      zh: '类别', en: 'Kind', doc: 'Whether it was official once.', required: true, filter: true, group: true, column: true, headings: ['kind'],
      options: { FORMER: { zh: '曾用名', en: 'Former name' }, ALIAS: { zh: '别名', en: 'Alias' } },
    }),
    since: date({ zh: '起', en: 'Since', doc: 'From when the name was in use.', headings: ['since'] }),
    until: date({ zh: '止', en: 'Until', doc: 'Until when the name was in use.', headings: ['until'], column: true }),
  },
});
