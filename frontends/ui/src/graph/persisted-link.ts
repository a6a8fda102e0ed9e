import { ApolloLink } from '@apollo/client/core';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { print, type DocumentNode } from 'graphql';

const hashes = new WeakMap<DocumentNode, string>();
const hashOf = (document: DocumentNode): string => {
  let hash = hashes.get(document);
  if (!hash) hashes.set(document, (hash = bytesToHex(sha256(utf8ToBytes(print(document))))));
  return hash;
};

/** Sends the hash of an operation in the place of its text: the server runs those that the portal was built with. */
export const persistedLink = new ApolloLink((operation, forward) => {
  operation.extensions = { ...operation.extensions, persistedQuery: { version: 1, sha256Hash: hashOf(operation.query) } };
  operation.setContext(({ http }: Record<string, object>) => ({ http: { ...http, includeQuery: false, includeExtensions: true } }));
  return forward(operation);
});
