import { boolean, choice, date, decimal, text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** How much of a substance a premises may hold, and how much it held when somebody last looked. */
export const stockLimitRegister = describeRegister({
  service: 'enterprises',
  type: 'StockLimit',
  noun: 'stock-limit',
  one: 'stockLimit',
  many: 'stockLimits',
  label: { zh: '库存限量', en: 'Stock limits' },
  counted: { zh: '项', en: 'limits' },
  doc: 'A limit of what a premises may hold of a substance, with the stock as last seen.',
  title: 'substance',
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    substance: text({ zh: '物品', en: 'Substance', doc: 'What is limited, as 烟花爆竹 or 甲醇.', required: true, max: 60, search: true, sort: true, column: true }),
    ...ofPremises,
    most: decimal({ zh: '限量', en: 'Limit', doc: 'The most that may be there, in the unit.', required: true, min: 0, max: 1_000_000_000, sort: true, column: true, headings: ['核定库存', '限量值'] }),
    unit: choice({
      zh: '计量单位', en: 'Unit of measure', doc: 'What limit and stock are measured in.', required: true, filter: true, column: true, headings: ['单位'],
      options: { KILOGRAM: { zh: '千克', en: 'kg' }, TONNE: { zh: '吨', en: 't' }, LITRE: { zh: '升', en: 'l' }, CUBIC_METRE: { zh: '立方米', en: 'm³' }, BOX: { zh: '箱', en: 'boxes' }, PIECE: { zh: '件', en: 'pieces' } },
    }),
    stock: decimal({ zh: '现有库存', en: 'Stock', doc: 'How much was there when last seen, in the unit.', min: 0, max: 1_000_000_000, sort: true, column: true, headings: ['库存'] }),
    stockOn: date({ zh: '盘点日期', en: 'Seen on', doc: 'Day on which the stock was seen.', filter: true, sort: true, column: true }),
    overLimit: boolean({ zh: '超量', en: 'Over the limit', doc: 'Whether the stock as last seen is more than the limit; absent while no stock is recorded.', derived: true, filter: true, group: true, column: true }),
  },
});
