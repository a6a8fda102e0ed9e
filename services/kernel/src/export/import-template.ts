import type { Field, Fields, Label } from '@moduan/schema';
import { PassThrough, type Readable } from 'node:stream';
import type { ServiceContext } from '../graph/service-context';
import type { ImportDefinition } from '../import/definition';
import { requireImport } from '../import/import-run';
import { writeCsvTemplate, writeTemplate, type Language, type TemplateColumn } from './writing';

/** The template of an import, made from the fields by which the import itself checks: the two can't drift apart. */
export function importTemplate(context: ServiceContext, definition: ImportDefinition, format: 'xlsx' | 'csv'): Readable {
  requireImport(context, definition);
  const { language } = context.request;
  const columns = Object.values(definition.fields as Fields).map((field) => columnOf(field, language));
  const out = new PassThrough();
  const done = format === 'csv' ? writeCsvTemplate(columns, out) : writeTemplate(columns, out, language);
  done.catch((error: Error) => out.destroy(error));
  return out;
}

const examples: Partial<Record<Field['kind'], string>> = { date: '2026-02-28', integer: '12', decimal: '113.0712', area: '430681102206' };

function columnOf(field: Field, language: Language): TemplateColumn {
  const options = 'options' in field ? Object.values(field.options as Readonly<Record<string, Label>>).map((label) => label[language]) : undefined;
  return { label: field[language], required: field.required === true, hint: language === 'en' ? field.doc : hintOf(field), example: examples[field.kind], ...(field.kind === 'choice' && options ? { allowed: options } : {}) };
}

function hintOf(field: Field): string {
  if (field.kind === 'choices') return `可填多项，用顿号分开：${Object.values(field.options as Readonly<Record<string, Label>>).map(({ zh }) => zh).join('、')}`;
  if (field.kind === 'date') return '日期写作 2026-02-28';
  if (field.kind === 'text' && field.check === 'creditCode') return '18 位统一社会信用代码，校验位须正确；没有可空';
  return field.headings?.length ? `也认这些表头：${field.headings.join('、')}` : '';
}
