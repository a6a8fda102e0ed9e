import type { Visitor } from './open-gateway';

export interface Heard {
  readonly kind: string;
  readonly id: string | null;
  readonly at: string;
}

export interface Listening {
  readonly status: number;
  readonly headers: Headers;
  /** Changes in the order in which they were told. */
  readonly heard: Heard[];
  /** Kinds of events; `hello` is the first. */
  readonly events: string[];
  /** Everything that came, as it came. */
  text(): string;
  /** When the stream ended, by the clock of the test; undefined while it is open. */
  endedAt(): number | undefined;
  stop(): void;
}

/** Listens to the changes that somebody is told. */
export async function listen(visitor: Visitor): Promise<Listening> {
  const controller = new AbortController();
  const answer = await visitor.fetch('/events', { signal: controller.signal });
  const [heard, events]: [Heard[], string[]] = [[], []];
  let [text, rest, endedAt]: [string, string, number | undefined] = ['', '', undefined];
  const take = (block: string) => {
    const [, event] = /^event: (\w+)$/m.exec(block) ?? [];
    if (event) events.push(event);
    if (event === 'change') heard.push(JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as Heard);
  };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      const more = decoder.decode(part, { stream: true });
      text += more;
      const blocks = (rest + more).split('\n\n');
      rest = blocks.pop()!;
      blocks.forEach(take);
    }
  };
  void read().catch(() => undefined).finally(() => (endedAt = Date.now()));
  return { status: answer.status, headers: answer.headers, heard, events, text: () => text, endedAt: () => endedAt, stop: () => controller.abort() };
}
