import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { RequestContext } from '@moduan/kernel';
import { openApollo } from './apollo';

it('lets a bug of its own leave with nothing but the number under which it was logged', async () => {
  const bugs: unknown[] = [];
  const apollo = await openApollo({ sdl: '', schema: buildSchema('type Query { a: Int }'), execute: () => Promise.reject(new Error('password of the database')) }, (...bug) => bugs.push(bug));
  const { body } = await apollo.executeOperation({ query: '{ a }' }, { contextValue: { request: new RequestContext(null, 'number 7', '127.0.0.1'), isFree: true } });
  await apollo.stop();
  expect(body).toMatchObject({ singleResult: { errors: [{ extensions: { code: 'INTERNAL', requestId: 'number 7' } }] } });
  expect(JSON.stringify(body)).not.toContain('password');
  expect(bugs).toMatchObject([[{ message: 'password of the database' }, 'number 7']]);
});
