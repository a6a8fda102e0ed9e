import { Client } from 'pg';
import { CHANNEL } from './notice';

/** Hears notices as they were written; null after the connection was lost and found again. */
type Hear = (payload: string | null) => void;

const [FIRST_PAUSE, LONGEST_PAUSE] = [250, 10_000];
const KEEPALIVE = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/** One connection on which this process hears of changes, open while somebody listens; opened anew when it is lost. */
class Listener {
  readonly #hearing = new Set<Hear>();
  #client: Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #wasLost = false;

  constructor(private readonly url: string) {}

  add(hear: Hear): () => void {
    this.#hearing.add(hear);
    if (this.#hearing.size === 1) void this.#open();
    return () => {
      this.#hearing.delete(hear);
      if (!this.#hearing.size) this.#close();
    };
  }

  async #open(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'moduan changes', options: KEEPALIVE });
    this.#client = client;
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload }) => this.#tell(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch {
      return this.#lose(client);
    }
    this.#pause = FIRST_PAUSE;
    if (this.#wasLost) this.#tell(null);
    this.#wasLost = false;
  }

  #lose(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#wasLost = true;
    void client.end().catch(() => undefined);
    this.#retry = setTimeout(() => void this.#open(), this.#pause).unref();
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #close(): void {
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    this.#wasLost = false;
    void client?.end().catch(() => undefined);
  }

  #tell(payload: string | null): void {
    for (const hear of this.#hearing) hear(payload);
  }
}

const listeners = new Map<string, Listener>();

/** Services of one process listen together, whoever's role opens the connection: notices hold nothing that one of them may not know. */
export function listen(url: string, hear: Hear): () => void {
  const { host, pathname } = new URL(url);
  const key = host + pathname;
  let listener = listeners.get(key);
  if (!listener) listeners.set(key, (listener = new Listener(url)));
  return listener.add(hear);
}
