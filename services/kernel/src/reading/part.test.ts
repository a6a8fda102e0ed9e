import { expect, it } from 'vitest';
import { allOf, anyOf, column, part, written } from './part';

const EVIL = `x" or 'a'='a'; drop table premises --`;

it('puts what comes from outside into values, never into the text', () => {
  const { text, values } = written('select * from "premises" where ', [], allOf([part`${column('name')} = ${EVIL}`, anyOf([part`${column('kind')} = any(${[EVIL]}::text[])`, part`${column('stars')} >= ${5}`])]));
  expect(text).toBe('select * from "premises" where ("name" = $1 and ("kind" = any($2::text[]) or "stars" >= $3))');
  expect(values).toEqual([EVIL, [EVIL], 5]);
});

it('numbers values behind those that stand in front', () => {
  expect(written('select $1 ', ['first'], part`limit ${10} offset ${0}`)).toEqual({ text: 'select $1 limit $2 offset $3', values: ['first', 10, 0] });
});

it('takes an object that looks like a part for a value', () => {
  const lookalike = { texts: ['1 = 1'], values: [] };
  expect(written('', [], part`a = ${lookalike}`)).toEqual({ text: 'a = $1', values: [lookalike] });
});

it('keeps a name within its quotes, whatever it is', () => {
  expect(column(EVIL).texts).toEqual([`"x"" or 'a'='a'; drop table premises --"`]);
});

it('of no tests is true for all of them and false for any', () => {
  expect([allOf([]).texts, anyOf([]).texts]).toEqual([['true'], ['false']]);
});
