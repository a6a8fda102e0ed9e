import type { ServerResponse } from 'node:http';
import type { Actor, AnyThing } from '@moduan/kernel';
import { mayHear, type Change } from '@moduan/kernel/changes/change';

/** Somebody who listens. */
export interface LiveStream {
  readonly response: ServerResponse;
  /** As the session said it last: what a person may read can change while the stream is open. */
  actor: Actor;
  /** Whose session it is now; nobody when it has ended. */
  readonly who: () => Promise<{ readonly actor: Actor } | null>;
}

export const MOST_STREAMS = 2_000;
export const MOST_OF_ONE = 8;
/** Looked up so often that a session that has ended hears no more within five seconds. */
export const LOOK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** Somebody who does not read what is sent is let go, and comes again. */
const MOST_UNREAD = 64 * 1024;

/** All who listen at this gateway: each hears of what they may read, and of nothing else. */
export class LiveStreams {
  readonly #streams = new Set<LiveStream>();
  readonly #looking: NodeJS.Timeout;
  readonly #beating: NodeJS.Timeout;

  constructor(private readonly things: ReadonlyMap<string, AnyThing>) {
    this.#looking = setInterval(() => void this.#look(), LOOK_MS).unref();
    this.#beating = setInterval(() => this.#each(':\n\n'), HEARTBEAT_MS).unref();
  }

  get size(): number {
    return this.#streams.size;
  }

  hasRoomFor(actorId: string): 'YES' | 'FULL' | 'TOO_MANY' {
    if (this.#streams.size >= MOST_STREAMS) return 'FULL';
    return [...this.#streams].filter(({ actor }) => actor.id === actorId).length >= MOST_OF_ONE ? 'TOO_MANY' : 'YES';
  }

  add(stream: LiveStream): void {
    this.#streams.add(stream);
    stream.response.on('close', () => this.#streams.delete(stream));
    stream.response.write('retry: 3000\nevent: hello\ndata: {}\n\n');
  }

  tell(change: Change | null): void {
    // Whoever may have missed something is told so, and asks for what it shows.
    if (!change) return this.#each('event: missed\ndata: {}\n\n');
    const thing = this.things.get(change.kind);
    if (!thing) return;
    const { kind, id, at } = change;
    const text = `event: change\ndata: ${JSON.stringify({ kind, id, at })}\n\n`;
    for (const stream of this.#streams) if (mayHear(thing, stream.actor, change)) this.#send(stream, text);
  }

  end(): void {
    clearInterval(this.#looking);
    clearInterval(this.#beating);
    for (const stream of this.#streams) this.#let(stream);
  }

  #each(text: string): void {
    for (const stream of this.#streams) this.#send(stream, text);
  }

  #send(stream: LiveStream, text: string): void {
    stream.response.write(text);
    if (stream.response.writableLength > MOST_UNREAD) this.#let(stream);
  }

  async #look(): Promise<void> {
    await Promise.all(
      [...this.#streams].map(async (stream) => {
        const session = await stream.who().catch(() => null);
        if (session) stream.actor = session.actor;
        else this.#let(stream);
      }),
    );
  }

  #let(stream: LiveStream): void {
    this.#streams.delete(stream);
    stream.response.end();
    // Nothing waits for a client that reads no more.
    if (stream.response.writableLength) stream.response.destroy();
  }
}
