import * as oidc from 'openid-client';

/** The provider of single sign-on, as the installation names it in its environment. */
export interface SingleSignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly name: string;
  /** Where people reach this server; from the request unless told. */
  readonly publicUrl?: string;
  /** Whether an account of the provider's user name is taken when none is linked. */
  readonly linkByUsername: boolean;
}

export function readSingleSignOn(env: NodeJS.ProcessEnv): SingleSignOnSettings | null {
  const { MODUAN_OIDC_ISSUER: issuer, MODUAN_OIDC_CLIENT_ID: clientId, MODUAN_OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer) return null;
  if (!clientId || !clientSecret) throw new Error('MODUAN_OIDC_ISSUER is set: MODUAN_OIDC_CLIENT_ID and MODUAN_OIDC_CLIENT_SECRET are needed too');
  if (new URL(issuer).protocol !== 'https:' && !isLoopback(issuer)) throw new Error('MODUAN_OIDC_ISSUER has to be an https address');
  return { issuer, clientId, clientSecret, name: env.MODUAN_OIDC_NAME ?? new URL(issuer).host, publicUrl: env.MODUAN_PUBLIC_URL, linkByUsername: env.MODUAN_OIDC_LINK_BY_USERNAME === '1' };
}

const isLoopback = (address: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);

/** What has to come back from the provider for an answer to be the one to our question. */
export interface Question {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** For whom the provider vouches. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly username: string | null;
  readonly mfa: boolean;
}

/** Authorization code with PKCE, state and nonce (OpenID Connect Core 1.0). */
export class SingleSignOn {
  #found: Promise<oidc.Configuration> | undefined;

  constructor(readonly settings: SingleSignOnSettings) {}

  get name(): string {
    return this.settings.name;
  }

  /** Where to send the browser, and what to remember until it comes back. */
  async ask(redirectUri: string): Promise<{ address: string; question: Question }> {
    const question = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const address = oidc.buildAuthorizationUrl(await this.#provider(), {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(question.verifier),
      code_challenge_method: 'S256',
      state: question.state,
      nonce: question.nonce,
    });
    return { address: address.href, question };
  }

  /** Takes the browser's answer to the provider; throws when anything about it is not as asked. */
  async answer(address: URL, { state, nonce, verifier }: Question): Promise<Vouched> {
    const tokens = await oidc.authorizationCodeGrant(await this.#provider(), address, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
    const { iss, sub, preferred_username: username, amr } = tokens.claims()!;
    return { issuer: iss, subject: sub, username: typeof username === 'string' ? username : null, mfa: Array.isArray(amr) && amr.includes('mfa') };
  }

  /** Asked once it is needed: the server starts without its provider. */
  #provider(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const execute = isLoopback(issuer) ? [oidc.allowInsecureRequests] : [];
    this.#found ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: 10 }).catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }
}
