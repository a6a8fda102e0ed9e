import { relationName, type Field, type Register } from '@moduan/schema';
import { language, say } from '../words/language';
import { formatMoment, formatNumber } from '../words/numbers';
import { t } from '../words/words';
import { findCard, recordPath } from './catalogue';
import type { RecordRow } from './screen';

type Options = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
const optionWord = (options: Options, value: string) => (options[value] ? say(options[value]) : value);

interface Related {
  readonly id?: string;
  readonly name?: string;
  readonly path?: string;
  readonly [title: string]: unknown;
}
export const relatedOf = (row: RecordRow, name: string) => row[relationName(name)] as Related | null | undefined;

/** What a value is called on the screen; empty when nothing is recorded. */
export const valueText = (field: Field, value: unknown): string => {
  if (value === null || value === undefined || value === '') return '';
  switch (field.kind) {
    case 'text':
      return optionWord(field.words ?? {}, String(value));
    case 'choice':
      return optionWord(field.options, String(value));
    case 'choices':
      return (value as readonly string[]).map((one) => optionWord(field.options, one)).join(language.value === 'zh' ? '、' : ', ');
    case 'integer':
    case 'decimal':
      return formatNumber(Number(value));
    case 'boolean':
      return t(value === true || value === 'true' ? 'yes' : 'no');
    case 'dateTime':
      return formatMoment(String(value));
    case 'geometry':
      return t('yes');
    default:
      return String(value);
  }
};

/** Names of the records that a field points to; what the reader may not see stays a count. */
const relatedNames = (field: Field & { kind: 'references' }, row: RecordRow, name: string): string[] => {
  const ids = (row[name] ?? []) as readonly string[];
  const title = findCard(field.to)?.title;
  const known = ((row[relationName(name)] ?? []) as readonly (Related | null)[]).flatMap((one) => (one && title ? [String(one[title])] : []));
  const others = ids.length - known.length;
  return others > 0 ? [...known, t('otherRecords', { n: others })] : known;
};

/** A cell of the list or a fact of the record. */
export const cellText = (register: Register, name: string, row: RecordRow): string => {
  const field = register.fields[name];
  if (!field) return name.endsWith('At') && row[name] ? formatMoment(String(row[name])) : String(row[name] ?? '');
  if (field.kind === 'area') return relatedOf(row, name)?.name ?? String(row[name] ?? '');
  if (field.kind === 'references') return relatedNames(field, row, name).join(language.value === 'zh' ? '、' : ', ');
  if (field.kind !== 'reference') return valueText(field, row[name]);
  const title = findCard(field.to)?.title;
  return String((title && relatedOf(row, name)?.[title]) ?? '');
};

export const titleOf = (register: Register, row: RecordRow) => cellText(register, register.title, row) || row.id;

/** The page of the record a reference points to, when there is one. */
export const referencePath = (field: Field, value: unknown) => {
  const card = field.kind === 'reference' && value ? findCard(field.to) : undefined;
  return card && recordPath(card, String(value));
};

export const isNumeric = (field: Field | undefined) => field?.kind === 'integer' || field?.kind === 'decimal';

const systemLabels = {
  createdAt: { zh: '录入时间', en: 'Entered at' },
  updatedAt: { zh: '更新时间', en: 'Updated at' },
  createdByName: { zh: '录入人', en: 'Entered by' },
  sharedWith: { zh: '共享给', en: 'Shared with' },
  sharedUntil: { zh: '共享至', en: 'Shared until' },
  attachment: { zh: '附件', en: 'File' },
  mergedFrom: { zh: '并入了', en: 'Merged from' },
  toldApartFrom: { zh: '不是同一家', en: 'Not the same as' },
  endedAt: { zh: '终止时间', en: 'Ended at' },
  endReason: { zh: '终止原因', en: 'End reason' },
} as const;
export const systemColumns = ['createdAt', 'updatedAt', 'createdByName'] as const;

/** The heading of a column, with its unit. */
export const columnLabel = (register: Register, name: string): string => {
  const field = register.fields[name];
  if (!field) return name in systemLabels ? say(systemLabels[name as keyof typeof systemLabels]) : name;
  const unit = 'unit' in field && field.unit ? say(field.unit) : '';
  if (!unit) return say(field);
  return language.value === 'zh' ? `${say(field)}（${unit}）` : `${say(field)} (${unit})`;
};
