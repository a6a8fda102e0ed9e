import type { ChoiceField, ChoicesField, Field, Label } from '@moduan/schema';
import { checkField } from '@moduan/schema';
import { readLedgerDate, tidyCode, tidyMobile, toHalfWidth } from '@moduan/schema/codes';

export interface Parsed {
  /** Absent when the cell says nothing: an empty cell never overwrites a value. */
  readonly value?: unknown;
  readonly fault?: Label;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** Words by which ledgers say that nothing is recorded. */
const nothing = /^(n\/?a|null|无|暂无|未填|未知|不详|[-—–_/\\]+|\/)$/i;

const saysNothing = (text: string): boolean => text === '' || ((text.length <= 4 || /^[-—–_/\\\uff0d\uff3f\uff0f\uff3c]/.test(text)) && nothing.test(toHalfWidth(text)));

/** A cell as the field holds it, or what is wrong with it and what was probably meant. */
export function parseValue(field: Field, cell: string): Parsed {
  const text = cell.trim();
  if (saysNothing(text)) return {};
  const parsed = valueOf(field, text);
  if (parsed.fault || parsed.value === undefined) return parsed;
  const fault = checkField(field, parsed.value);
  return fault ? { ...parsed, fault } : parsed;
}

function valueOf(field: Field, text: string): Parsed {
  switch (field.kind) {
    case 'text':
      return { value: field.check === 'creditCode' || field.check === 'industryCode' || field.check === 'areaCode' ? tidyCode(text) : text };
    case 'secret':
      return { value: field.check === 'mobile' ? tidyMobile(tidyCode(text)) : tidyCode(text) };
    case 'integer':
    case 'decimal':
      return numberOf(field, text);
    case 'date': {
      const { date, fault } = readLedgerDate(text);
      return fault ? { fault } : { value: date };
    }
    case 'boolean':
      return /^(是|有|对|true|yes|1|√|✓)$/i.test(text) ? { value: true } : /^(否|无|不是|false|no|0|×)$/i.test(text) ? { value: false } : { fault: { zh: '只能填是或否', en: 'Yes or no only' } };
    case 'choice':
      return optionOf(field, text);
    case 'choices':
      return optionsOf(field, text);
    case 'geometry':
      return geometryOf(text);
    default:
      return { value: text };
  }
}

function numberOf(field: Field & { kind: 'integer' | 'decimal' }, text: string): Parsed {
  const plain = toHalfWidth(text).replace(/[,\s]/g, '');
  if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return { value: Number(plain) };
  const meant = /\d+(\.\d+)?/.exec(plain)?.[0];
  const fault =
    field.kind === 'integer'
      ? { zh: '应为整数；“约”“余”和单位不存入', en: 'A whole number is needed, without “about” or a unit' }
      : { zh: '应为数字，不带单位', en: 'A number is needed, without a unit' };
  return { fault, suggestion: meant };
}

const fold = (text: string) => toHalfWidth(text).replace(/[\s（）()、]/g, '').toLowerCase();

const indexes = new WeakMap<object, Map<string, string>>();

/** Every way of writing the options of a field; of two with one way of writing the first. */
function optionsByWriting({ options }: ChoiceField | ChoicesField): Map<string, string> {
  let index = indexes.get(options);
  if (!index) {
    indexes.set(options, (index = new Map()));
    for (const [option, { zh, en }] of Object.entries<Label>(options)) for (const text of [zh, en, option]) if (!index.has(fold(text))) index.set(fold(text), option);
  }
  return index;
}

const findOption = (field: ChoiceField | ChoicesField, text: string): string | undefined => optionsByWriting(field).get(fold(text));

function optionOf(field: ChoiceField, text: string): Parsed {
  const option = findOption(field, text);
  if (option) return { value: option };
  const near = Object.entries<Label>(field.options).find(([, { zh }]) => zh.includes(text) || text.includes(zh));
  const known = Object.values<Label>(field.options).slice(0, 8);
  return {
    fault: { zh: `没有这一项；可填 ${known.map(({ zh }) => zh).join('、')}`, en: `No such option; one of ${known.map(({ en }) => en).join(', ')}` },
    suggestion: near?.[1].zh,
  };
}

function optionsOf(field: ChoicesField, text: string): Parsed {
  const parts = text.split(/[、，,;；|\n]/).map((part) => part.trim()).filter(Boolean);
  const found = parts.map((part) => [part, findOption(field, part)] as const);
  const unknown = found.find(([, option]) => !option);
  if (unknown) return { fault: { zh: `没有“${unknown[0]}”这一项`, en: `No option “${unknown[0]}”` } };
  return { value: [...new Set(found.map(([, option]) => option as string))] };
}

/** The shape alone: boxes and systems that programs add are left out, so that equal shapes are equal. */
function geometryOf(text: string): Parsed {
  try {
    const { type, coordinates } = Object(JSON.parse(text)) as { type?: unknown; coordinates?: unknown };
    return { value: { type, coordinates } };
  } catch {
    return { fault: { zh: '不是 GeoJSON', en: 'Not GeoJSON' } };
  }
}
