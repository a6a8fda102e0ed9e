import type { Jurisdiction } from './jurisdiction';

/** Who asks: made at sign-in from the person's appointments, carried through every service. */
export class Actor {
  readonly #permissions: ReadonlySet<string>;

  constructor(
    /** Account id; what audit entries and `createdBy` name. */
    readonly id: string,
    readonly name: string,
    readonly unitName: string,
    permissions: Iterable<string>,
    readonly jurisdiction: Jurisdiction,
    /** Area that a record takes when its own is not yet known. */
    readonly homeArea: string,
  ) {
    this.#permissions = new Set(permissions);
  }

  may(permission: string): boolean {
    return this.#permissions.has(permission);
  }

  get permissions(): readonly string[] {
    return [...this.#permissions].sort();
  }
}
