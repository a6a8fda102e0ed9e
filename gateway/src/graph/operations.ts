import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** Operations that the portal was built with, by the SHA-256 of their text: nothing else is run for those without `graph.query`. */
export class Operations {
  #texts: ReadonlyMap<string, string> = new Map();
  #writtenAt = 0;

  /** What the build has written; a portal that is not built has no operations. */
  constructor(private readonly file: string | undefined) {
    this.#read();
  }

  byHash(hash: string): string | undefined {
    const text = this.#texts.get(hash);
    return text ?? (this.#readAgain() ? this.#texts.get(hash) : undefined);
  }

  has(text: string): boolean {
    return this.byHash(hashOf(text)) !== undefined;
  }

  /** One that is just being written is read when somebody asks the next time. */
  #readAgain(): boolean {
    try {
      return this.#read();
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  }

  /** Reads the file when it is newer than what was read: a portal may be built while the server runs. */
  #read(): boolean {
    const writtenAt = (this.file && statSync(this.file, { throwIfNoEntry: false })?.mtimeMs) || 0;
    if (writtenAt === this.#writtenAt) return false;
    const texts = JSON.parse(readFileSync(this.file!, 'utf8')) as string[];
    // Whoever is signed in runs these.
    if (texts.some((text) => /\b__(schema|type)\b/.test(text))) throw new Error('An operation of the portal asks for the schema');
    this.#texts = new Map(texts.map((text) => [hashOf(text), text]));
    this.#writtenAt = writtenAt;
    return true;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
