/** The idempotency key of one attempt: the same content keeps its key until the server has answered, other content gets a new one. */
export class Attempt {
  private body = '';
  private key = '';

  constructor(kept?: { readonly body: string; readonly key: string } | null) {
    if (kept) Object.assign(this, kept);
  }

  keyFor(content: unknown): string {
    const body = JSON.stringify(content);
    if (body !== this.body || !this.key) [this.body, this.key] = [body, crypto.randomUUID()];
    return this.key;
  }

  /** The server has decided: what is sent next is something else. */
  done() {
    [this.body, this.key] = ['', ''];
  }

  toJSON() {
    return { body: this.body, key: this.key };
  }
}
