import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const frontends = resolve(import.meta.dirname, '../../..');
const files = readdirSync(frontends, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)src\/.*\.(vue|ts|css)$/.test(file) && !file.includes('node_modules') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(frontends, file), 'utf8') }));
const holding = (pattern: RegExp, within = files) => within.filter(({ text }) => pattern.test(text)).map(({ file }) => relative('.', file));
const pages = files.filter(({ file }) => file.endsWith('.vue'));

describe('sources of the portal', () => {
  it('hold pages to look at', () => expect(pages.length).toBeGreaterThan(40));
  it('write no style attribute, which the content policy refuses', () => expect(holding(/<[a-z][^>]*\s:?style=/i, pages)).toEqual([]));
  it('put raw markup only into icons, from constants', () => expect(holding(/v-html|innerHTML/)).toEqual(['ui/src/basics/icon-mark.vue']));
  it('evaluate no text as code', () => expect(holding(/\beval\(|new Function/)).toEqual([]));
  it('name a colour only where tokens are defined', () => {
    const isToken = (file: string) => /styles\/(tokens|element)\.css$/.test(file);
    const styled = files.filter(({ file }) => !isToken(file)).map(({ file, text }) => ({ file, text: file.endsWith('.css') ? text : [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((found) => found[1]).join('') }));
    expect(holding(/#[0-9a-f]{3,8}\b|\brgba?\(/i, styled)).toEqual([]);
  });
  it('import element-plus in ui alone', () => expect(holding(/from ['"]element-plus/, files.filter(({ file }) => !file.startsWith('ui/')))).toEqual([]));
});
