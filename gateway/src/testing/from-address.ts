import { request } from 'node:http';

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends JSON from a loopback address of one's own: what is counted by address is counted apart. */
export const postFrom = (address: string, url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Told> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', localAddress: address, agent: false, headers: { 'content-type': 'application/json', 'x-moduan': '1', ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown> }));
    });
    sent.on('error', reject);
    sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
