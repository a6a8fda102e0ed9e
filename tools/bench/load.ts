import net from 'node:net';

/** One request as it goes over the wire. */
export interface Asked {
  readonly path: string;
  readonly headers: string;
  readonly body: string;
}

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Makes the next request; each is another. */
  readonly next: () => Asked;
  /** Throws when an answer is not what was asked for. */
  readonly check: (status: number, body: string) => void;
}

export interface Ran {
  readonly requests: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
}

const BREAK = Buffer.from('\r\n\r\n');

/** Asks on as many kept connections as told, one request on each at a time, for as long as told; a wrong answer ends it. */
export async function runLoad(load: Load): Promise<Ran> {
  const since = performance.now();
  const until = since + load.seconds * 1000;
  const latencies: number[] = [];
  await Promise.all(Array.from({ length: load.connections }, () => askUntil(until, load, latencies)));
  return { requests: latencies.length, seconds: (performance.now() - since) / 1000, latencies };
}

function askUntil(until: number, { port, next, check }: Load, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    let sent = 0;
    const answers = new AnswerReader((status, body) => {
      latencies.push(performance.now() - sent);
      check(status, body);
      if (performance.now() >= until) {
        socket.end();
        resolve();
      } else send();
    });
    const send = () => {
      const { path, headers, body } = next();
      sent = performance.now();
      socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    socket.on('connect', send);
    socket.on('data', (part: Buffer) => {
      try {
        answers.take(part);
      } catch (error) {
        socket.destroy();
        reject(error as Error);
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed the connection')));
  });
}

/** Answers out of the bytes of a kept connection, with a length or in chunks. */
class AnswerReader {
  private parts: Buffer[] = [];
  private wanted = 0;
  private size = 0;

  constructor(private readonly found: (status: number, body: string) => void) {}

  take(part: Buffer): void {
    this.parts.push(part);
    this.size += part.length;
    if (this.size < this.wanted) return;
    const all = this.parts.length === 1 ? part : Buffer.concat(this.parts);
    this.parts = [all];
    const end = all.indexOf(BREAK);
    if (end < 0) return;
    const head = all.toString('latin1', 0, end);
    const body = /\ntransfer-encoding: chunked/i.test(head) ? chunksOf(all, end + 4) : lengthOf(head, all, end + 4);
    if (typeof body === 'number') this.wanted = body;
    else this.finish(Number(head.slice(9, 12)), body);
  }

  private finish(status: number, body: string): void {
    this.parts = [];
    this.size = 0;
    this.wanted = 0;
    this.found(status, body);
  }
}

/** The body, or how many bytes there must be. */
function lengthOf(head: string, all: Buffer, from: number): string | number {
  const length = Number(/\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return all.length >= from + length ? all.toString('utf8', from, from + length) : from + length;
}

function chunksOf(all: Buffer, from: number): string | number {
  const parts: Buffer[] = [];
  for (let at = from; ; ) {
    const line = all.indexOf('\r\n', at);
    if (line < 0) return all.length + 1;
    const length = parseInt(all.toString('latin1', at, line), 16);
    if (all.length < line + 2 + length + 2) return line + 2 + length + 2;
    if (length === 0) return Buffer.concat(parts).toString('utf8');
    parts.push(all.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}
