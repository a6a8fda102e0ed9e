import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface IdentityHouse {
  readonly issuer: string;
  /** Lets a server take its people in; known only once the server runs. */
  admit(redirectUri: string): void;
  close(): Promise<void>;
}

export const CLIENT = { id: 'moduan', secret: 'between-the-two-2026' };

const words = async (request: IncomingMessage) => {
  let text = '';
  for await (const part of request) text += String(part);
  return new URLSearchParams(text);
};

/** A provider of identities as an installation may have one: whoever says `subject` there is believed. */
export async function openIdentityHouse(): Promise<IdentityHouse> {
  let provider: Provider | undefined;
  const server = createServer((request, response) => void answer(provider!, request, response).catch((error: unknown) => response.writeHead(500).end(String(error))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    admit: (redirectUri) => {
      provider = new Provider(issuer, {
        clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri], application_type: 'web' }],
        cookies: { keys: ['one'] },
        conformIdTokenClaims: false,
        claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
        features: { devInteractions: { enabled: false } },
        findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id.replace(/^subject-of-/, '') }) }),
        interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      });
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!request.url!.startsWith('/interaction/')) return provider.callback()(request, response);
  if (request.method === 'GET') return void response.end('who are you?');
  const { params } = await provider.interactionDetails(request, response);
  const said = await words(request);
  const accountId = said.get('subject')!;
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope('openid profile');
  const amr = said.get('amr');
  await provider.interactionFinished(request, response, { login: { accountId, ...(amr ? { amr: [amr] } : {}) }, consent: { grantId: await grant.save() } });
}
