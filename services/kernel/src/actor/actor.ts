import type { Jurisdiction } from './jurisdiction';

/** What a person may do, and where they may do it: the one never holds without the other. */
export interface Post {
  readonly permissions: Iterable<string>;
  readonly jurisdiction: Jurisdiction;
}

export interface Holder {
  /** Account id; what audit entries and `createdBy` name. */
  readonly id: string;
  readonly name: string;
  readonly unitName: string;
  readonly personId: string | null;
}

/** An actor in plain values: what travels to a service that runs by itself. */
export interface ActorDescription extends Holder {
  readonly homeArea: string;
  readonly posts: readonly Post[];
}

/** Who asks: made at sign-in from the person's appointments, carried through every service. */
export class Actor {
  #posts: readonly { readonly permissions: ReadonlySet<string>; readonly jurisdiction: Jurisdiction }[];
  readonly #reaches = new Map<string, Jurisdiction>();

  /** Somebody of one post. */
  constructor(
    readonly id: string,
    readonly name: string,
    readonly unitName: string,
    permissions: Iterable<string>,
    jurisdiction: Jurisdiction,
    /** Area that stands for the person: that of the earliest post. */
    readonly homeArea: string,
    readonly personId: string | null = null,
  ) {
    this.#posts = [{ permissions: new Set(permissions), jurisdiction }];
  }

  /** Somebody of several posts, or of none. */
  static of({ id, name, unitName, personId }: Holder, posts: readonly Post[], homeArea: string): Actor {
    const actor = new Actor(id, name, unitName, [], [], homeArea, personId);
    actor.#posts = posts.map(({ permissions, ...post }) => ({ ...post, permissions: new Set(permissions) }));
    return actor;
  }

  static from({ posts, homeArea, ...holder }: ActorDescription): Actor {
    return Actor.of(holder, posts, homeArea);
  }

  /** The actor in plain values; `Actor.from` makes it again. */
  describe(): ActorDescription {
    const posts = this.#posts.map(({ permissions, ...post }) => ({ ...post, permissions: [...permissions] }));
    return { id: this.id, name: this.name, unitName: this.unitName, personId: this.personId, homeArea: this.homeArea, posts };
  }

  /** Whether any post has the permission; where it holds is `reach`. */
  may(permission: string): boolean {
    return this.#posts.some(({ permissions }) => permissions.has(permission));
  }

  /** Where the permission holds: the areas of those posts that have it, and of no others. */
  reach(permission: string): Jurisdiction {
    let reach = this.#reaches.get(permission);
    if (!reach) {
      const having = this.#posts.filter(({ permissions }) => permissions.has(permission));
      reach = having.length === 1 ? having[0]!.jurisdiction : having.flatMap(({ jurisdiction }) => jurisdiction);
      this.#reaches.set(permission, reach);
    }
    return reach;
  }

  /** Area that a record takes when its own is not yet known: one where the person may enter it. */
  homeFor(permission: string): string {
    if (this.#posts[0]?.permissions.has(permission)) return this.homeArea;
    return this.reach(permission)[0]?.prefix ?? this.homeArea;
  }

  /** Of all posts together, to be shown; what holds where is not to be read from them. */
  get permissions(): readonly string[] {
    return [...new Set(this.#posts.flatMap(({ permissions }) => [...permissions]))].sort();
  }

  get jurisdiction(): Jurisdiction {
    return this.#posts.flatMap(({ jurisdiction }) => jurisdiction);
  }
}
