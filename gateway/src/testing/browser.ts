import { request, type IncomingHttpHeaders } from 'node:http';
import { TOTP, Secret } from 'otpauth';

export interface Shown {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the server says
  readonly body: any;
}

let machines = 0;

/** A browser at a machine of its own: it keeps the cookies that it is given, and minds their paths. */
export class Browser {
  readonly #address = `127.0.${20 + Math.floor((machines += 1) / 250)}.${(machines % 250) + 1}`;
  readonly cookies: Map<string, { readonly value: string; readonly path: string }>;

  constructor(
    private readonly url: string,
    cookies: Browser['cookies'] = new Map(),
  ) {
    this.cookies = new Map(cookies);
  }

  /** Another one with the same cookies: whoever copied them. */
  copy(): Browser {
    return new Browser(this.url, this.cookies);
  }

  get = (path: string, headers: object = {}) => this.send('GET', path, undefined, headers);
  post = (path: string, body?: unknown, headers: object = {}) => this.send('POST', path, body, headers);
  ask = (query: string, variables: object = {}) => this.post('/graphql', { query, variables });
  signIn = (username: string, password: string) => this.post('/session', { username, password });

  send(method: string, path: string, body?: unknown, more: object = {}): Promise<Shown> {
    const target = new URL(path, this.url);
    const cookie = [...this.cookies].filter(([, { path: where }]) => target.pathname.startsWith(where)).map(([name, { value }]) => `${name}=${value}`).join('; ');
    const text = body === undefined ? undefined : JSON.stringify(body);
    const json = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    const headers = { 'x-moduan': '1', 'accept-language': 'zh', ...(cookie ? { cookie } : {}), ...json, ...more };
    return new Promise((resolve, reject) => {
      const sent = request(target, { method, localAddress: this.#address, agent: false, headers: headers as Record<string, string> }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          this.#keep(answer.headers['set-cookie'] ?? []);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parse(Buffer.concat(parts).toString()) });
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const gone = /Max-Age=0|Expires=Thu, 01 Jan 1970/.test(line);
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, { value, path: /Path=([^;]+)/.exec(line)?.[1] ?? '/' });
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return text;
  }
}

/** What an authenticator app shows, now or some half minutes later. */
export const codeOf = (secret: string, steps = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
