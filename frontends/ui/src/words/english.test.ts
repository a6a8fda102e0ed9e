import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (pattern: string) =>
  globSync(pattern)
    .filter((file) => !/node_modules|dist|\.test\.ts$|\/testing\//.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '').replace(/<!--[^]*?-->|zh: '', en: ''/g, '') }));
const frontends = [...read('frontends/*/src/**/*.{ts,vue}'), ...read('frontends/*/department.json')];
const sources = [...frontends, ...read('shared-schema/src/**/*.ts'), ...read('services/*/src/**/*.ts'), ...read('gateway/src/**/*.ts')];
const han = /\p{Script=Han}|[，。；：（）「」、]/u;

const string = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|${'`'}(?:[^${'`'}\\]|\\.)*${'`'}`;
const pair = new RegExp(String.raw`\[\s*(${string}),\s*(${string})\s*\]`, 'g');
const label = new RegExp(String.raw`"?\ben"?:\s*(${string})`, 'g');
/** What an expression puts into a text is looked at where it is written. */
const said = (quoted: string) => quoted.slice(1, -1).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'x');
/** Names of languages stand in their own language. */
const own = new Set(["'中文'"]);

const pairs = frontends.flatMap(({ file, text }) => (text.includes('dictionary(') ? [...text.slice(text.indexOf('dictionary(')).matchAll(pair)].map(([, zh, en]) => ({ file, zh: zh!, en: en! })) : []));
const labels = sources.flatMap(({ file, text }) => [...text.matchAll(label)].map(([, en]) => ({ file, en: en! })));

describe('English', () => {
  it('has every word that Chinese has: dictionaries, registers, menus, refusals', () => {
    expect([pairs.length > 300, labels.length > 500]).toEqual([true, true]);
    const empty = [...pairs, ...labels].filter(({ en }) => !said(en).trim());
    expect(empty).toEqual([]);
  });

  it('holds no Chinese, and no Chinese marks', () => {
    expect([...pairs, ...labels].filter(({ en }) => !own.has(en) && han.test(said(en))).map(({ file, en }) => `${file}: ${en}`)).toEqual([]);
  });

  it('is asked for everywhere: no page writes Chinese past its dictionary', () => {
    const zh = new RegExp(String.raw`"?\bzh"?:\s*(${string})`, 'g');
    const past = frontends.flatMap(({ file, text }) =>
      text
        .replace(zh, '')
        .replace(pair, '')
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(past).toEqual([]);
  });
});
