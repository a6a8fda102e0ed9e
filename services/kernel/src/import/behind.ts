/** As PostgreSQL numbers statements of a transaction in which another has failed. */
const ABORTED = '25P02';

/** Work that goes on in a transaction while the next part is made ready: one after the other, and over before the transaction is. */
export class Behind {
  #work: Promise<void> = Promise.resolve();

  /** Begins when the work before it is done; whoever asks does not wait for it. */
  async begin(work: () => Promise<void>): Promise<void> {
    await this.#work;
    this.#work = work();
    this.#work.catch(() => undefined);
  }

  /** Does the whole, and waits for what it left behind, which may be what made it fail. */
  async during(whole: () => Promise<void>): Promise<void> {
    try {
      await whole();
    } catch (error) {
      if ((error as { code?: string }).code === ABORTED) await this.#work;
      await this.#work.catch(() => undefined);
      throw error;
    }
    await this.#work;
  }
}
