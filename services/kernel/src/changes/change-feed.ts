import { sql } from 'kysely';
import { today } from '../database/day';
import type { Database } from '../database/open-database';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import type { LogBug } from '../graph/errors';
import type { Change, Hear } from './change';
import { listen } from './listener';
import type { Notice } from './notice';

/** Changes of one service, as its transactions tell them; the connection is open while somebody follows. */
export class ChangeFeed {
  readonly #following = new Set<Hear>();
  #stop: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly things: readonly AnyThing[],
    private readonly log: LogBug,
  ) {}

  follow(hear: Hear): () => void {
    this.#following.add(hear);
    this.#stop ??= listen(this.database.orm.config.get('clientUrl')!, (payload) => void this.#take(payload).catch((error: unknown) => this.log(error, 'changes')));
    return () => {
      this.#following.delete(hear);
      if (!this.#following.size) this.close();
    };
  }

  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  async #take(payload: string | null): Promise<void> {
    if (payload === null) return this.#tell(null);
    const { service, changes } = JSON.parse(payload) as Notice;
    if (service !== this.database.service) return;
    for (const change of changes) this.#tell(await this.#withUnits(change));
  }

  /** With whom it is shared stands in no column of it: asked once for each change, however many listen. */
  async #withUnits(change: Change): Promise<Change> {
    const isShared = change.id !== null && this.things.some(({ register, shared }) => register.type === change.kind && shared);
    if (!isShared) return change;
    const rows = (await this.database.db
      .selectFrom('share')
      .select('unit_id')
      .where('type', '=', change.kind as never)
      .where('record_id', '=', change.id as never)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', sql`${today}` as never)]))
      .execute()) as Row[];
    return rows.length ? { ...change, units: rows.map(({ unit_id }) => unit_id as string) } : change;
  }

  #tell(change: Change | null): void {
    for (const hear of this.#following) hear(change);
  }
}
