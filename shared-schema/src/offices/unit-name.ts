import { area, choice, text } from '../fields';
import { describeRegister } from '../register';
import { unitRegister } from './unit';

/** The directory of units: how every unit of the city is called, whoever asks; nothing else of it. */
export const unitNameRegister = describeRegister({
  service: 'offices',
  type: 'UnitName',
  noun: 'unit-name',
  one: 'unitName',
  many: 'unitNames',
  label: { zh: '机构名录', en: 'Directory of units' },
  counted: { zh: '个', en: 'units' },
  doc: 'A unit as every signed-in person may know it: by its name, kind and area, so that a record can be shared with it.',
  title: 'name',
  order: { field: 'name', direction: 'ASC' },
  can: [],
  fields: {
    name: text({ zh: '机构名称', en: 'Name', doc: 'Full name of the unit.', required: true, search: true, sort: true, column: true }),
    kind: choice({ zh: '类别', en: 'Kind', doc: 'What kind of unit it is.', required: true, filter: true, column: true, options: unitRegister.fields.kind.options }),
    areaCode: area({ zh: '辖区', en: 'Area', doc: 'Area the unit stands for.', required: true, filter: true, column: true }),
  },
});
