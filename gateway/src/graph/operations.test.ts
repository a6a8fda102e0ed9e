import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Operations } from './operations';

let file: string;
beforeEach(() => void (file = join(mkdtempSync(join(tmpdir(), 'moduan-operations-')), 'operations.json')));
afterEach(() => rmSync(join(file, '..'), { recursive: true, force: true }));
const of = (...texts: string[]) => {
  writeFileSync(file, JSON.stringify(texts));
  return new Operations(file);
};

it.each(['{ __schema { types { name } } }', 'query Q { __type(name: "Unit") { name } }', '{ units { totalCount } s: __schema { description } }'])('operations of the portal do not ask for the schema: %s', (text) => {
  expect(() => of('{ units { totalCount } }', text)).toThrow('schema');
});

it('are none where no portal is built: nothing is free', () => {
  const none = new Operations(join(file, '..', 'nowhere.json'));
  expect([none.has('{ units { totalCount } }'), none.has(''), none.byHash('undefined'), none.byHash('__proto__'), new Operations(undefined).has('x')]).toEqual([false, false, undefined, undefined, false]);
});

it('are known by their whole text alone', () => {
  const operations = of('{ units { totalCount } }');
  expect(['{ units { totalCount } }', '{ units { totalCount } } ', '{units{totalCount}}'].map((text) => operations.has(text))).toEqual([true, false, false]);
});

it('are read again when their file has been written to its end', () => {
  const operations = of('{ units { totalCount } }');
  const write = (text: string, at: number) => {
    writeFileSync(file, text);
    utimesSync(file, at, at);
  };
  write('["{ units { totalCount', 2_000_000_000);
  expect([operations.has('{ people { totalCount } }'), operations.has('{ units { totalCount } }')]).toEqual([false, true]);
  write('["{ people { totalCount } }"]', 2_000_000_000);
  expect(operations.has('{ people { totalCount } }')).toBe(true);
});
