import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type OperationVariables } from '@apollo/client/core';
import { SetContextLink } from '@apollo/client/link/context';
import { parse, type DocumentNode } from 'graphql';
import { asOwn } from '../changes/own-changes';
import { headers } from '../session/session';
import { toProblem } from './problem';
import { persistedLink } from './persisted-link';
import { sessionLink } from './session-link';

const withHeaders = new SetContextLink((context) => ({ headers: { ...context['headers'], ...headers() } }));

export const client = new ApolloClient({
  link: ApolloLink.from([sessionLink, withHeaders, persistedLink, new HttpLink({ uri: '/graphql', credentials: 'same-origin' })]),
  cache: new InMemoryCache(),
});

const parsed = new Map<string, DocumentNode>();
/** A document from its text; the same text gives the same document. */
export const documentOf = (text: string): DocumentNode => {
  const known = parsed.get(text);
  if (known) return known;
  const document = parse(text, { noLocation: true });
  parsed.set(text, document);
  return document;
};

/** Asks once, past the cache. */
export const ask = async <T>(text: string, variables: OperationVariables = {}): Promise<T> => {
  try {
    const { data } = await client.query<T>({ query: documentOf(text), variables, fetchPolicy: 'no-cache' });
    return data as T;
  } catch (error) {
    throw toProblem(error);
  }
};

/** Sends a command; what it answers updates every page that shows the record. */
export const command = async <T>(text: string, variables: OperationVariables): Promise<T> => {
  try {
    return await asOwn(async () => (await client.mutate<T>({ mutation: documentOf(text), variables })).data as T);
  } catch (error) {
    throw toProblem(error);
  }
};

/** Lists and figures of the root fields named are read anew when they are next looked at, open ones at once. */
export const forgetLists = async (...fields: string[]) => {
  for (const fieldName of fields) client.cache.evict({ id: 'ROOT_QUERY', fieldName });
  client.cache.gc();
  await client.refetchQueries({ include: 'active' }).catch(() => undefined);
};
