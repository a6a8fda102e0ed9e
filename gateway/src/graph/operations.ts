import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Kind, parse, visit } from 'graphql';

/** Operations that the portal was built with, by the SHA-256 of their text: nothing else is run for those without `graph.query`. */
export class Operations {
  readonly #texts = new Map<string, string>();

  constructor(texts: Iterable<string> = []) {
    for (const text of texts) this.#add(text);
  }

  /** Reads what the build has written; a portal that is not built has no operations. */
  static in(file: string): Operations {
    return new Operations(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []);
  }

  get size(): number {
    return this.#texts.size;
  }

  byHash(hash: string): string | undefined {
    return this.#texts.get(hash);
  }

  has(text: string): boolean {
    return this.#texts.has(hashOf(text));
  }

  #add(text: string): void {
    visit(parse(text), {
      [Kind.FIELD]({ name }) {
        if (name.value === '__schema' || name.value === '__type') throw new Error('An operation of the portal asks for the schema');
      },
    });
    this.#texts.set(hashOf(text), text);
  }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
