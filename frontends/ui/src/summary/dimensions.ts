import { areaLevels, levelName } from '../register/filters';
import { constantCase, relationName, type Register } from '@moduan/schema';
import { dictionary, say } from '../words/language';

const w = dictionary({ town: ['按乡镇', 'by town'], village: ['按村居', 'by village'], grid: ['按网格', 'by grid'] });

/** A dimension of the summary: its name in the answer, its value of the enum, and the field whose filter opens a group. */
export interface Dimension {
  readonly key: string;
  readonly constant: string;
  readonly field: string;
  readonly label: string;
  /** Of an area: the filter that finds what is not known down to this level. */
  readonly missing?: string;
}

export const dimensionsOf = (register: Register): Dimension[] =>
  Object.entries(register.fields)
    .filter(([, field]) => field.group)
    .flatMap(([name, field]): Dimension[] => {
      if (field.kind !== 'area') return [{ key: name, constant: constantCase(name), field: name, label: say(field) }];
      const prefix = constantCase(relationName(name));
      return areaLevels.map((level) => ({ key: `${name}_${level}`, constant: `${prefix}_${level.toUpperCase()}`, field: name, label: `${say(field)} · ${w(level)}`, missing: levelName(name, level) }));
    });
