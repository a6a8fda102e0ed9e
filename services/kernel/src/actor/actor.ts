import { within, type Grant, type Jurisdiction, type Placed } from './jurisdiction';

/** For whom a deputy acts. */
export interface Principal {
  readonly personId: string;
  readonly name: string;
  /** What the principal enters stands under these. */
  readonly accountIds: readonly string[];
}

/** What a person may do, and where they may do it: the one never holds without the other. */
export interface Post {
  readonly permissions: Iterable<string>;
  readonly jurisdiction: Jurisdiction;
  /** The unit that the post belongs to: what is shared with it is seen from here. */
  readonly unitId?: string;
  /** Set where a deputy holds the post of somebody else. */
  readonly onBehalfOf?: Principal;
}

type Held = Omit<Post, 'permissions'> & { readonly permissions: ReadonlySet<string> };

/** By what somebody asks: at a screen, by a token of a program of theirs, or as a device. */
export type Means = 'cookie' | 'token' | 'device';

export interface Holder {
  /** Account id; what audit entries and `createdBy` name. */
  readonly id: string;
  readonly name: string;
  readonly unitName: string;
  readonly personId: string | null;
  readonly means?: Means;
}

/** An actor in plain values: what travels to a service that runs by itself. */
export interface ActorDescription extends Holder {
  readonly homeArea: string;
  readonly posts: readonly Post[];
  readonly means: Means;
}

const isWhole = ({ lines, premises }: Grant) => !lines && !premises;

/** Who asks: made at sign-in from the person's appointments, carried through every service. */
export class Actor {
  #posts: readonly Held[];
  readonly #reaches = new Map<string, Jurisdiction>();
  readonly #units = new Map<string, readonly string[]>();

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
    readonly means: Means = 'cookie',
  ) {
    this.#posts = [{ permissions: new Set(permissions), jurisdiction }];
  }

  /** Somebody of several posts, or of none. */
  static of({ id, name, unitName, personId, means }: Holder, posts: readonly Post[], homeArea: string): Actor {
    const actor = new Actor(id, name, unitName, [], [], homeArea, personId, means);
    actor.#posts = posts.map(({ permissions, ...post }) => ({ ...post, permissions: new Set(permissions) }));
    return actor;
  }

  static from({ posts, homeArea, means = 'token', ...holder }: ActorDescription): Actor {
    return Actor.of({ ...holder, means }, posts, homeArea);
  }

  /** The actor in plain values; `Actor.from` makes it again. */
  describe(): ActorDescription {
    const posts = this.#posts.map(({ permissions, ...post }) => ({ ...post, permissions: [...permissions] }));
    return { id: this.id, name: this.name, unitName: this.unitName, personId: this.personId, means: this.means, homeArea: this.homeArea, posts };
  }

  /** Whether it is the person themselves who asks, at a screen: what somebody may because of who they are, no program and no device does for them. */
  isPerson(personId: string | null): boolean {
    return this.personId !== null && this.personId === personId && this.means === 'cookie';
  }

  /** Whether something concerns who asks; of who is no person nobody knows, so that it does. */
  isConcernedBy(personId: string | null): boolean {
    return this.personId === null || this.personId === personId;
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

  /** Units whose posts have the permission, narrowed to nothing: what is shared with one of them is in reach too, to be read. */
  unitsFor(permission: string): readonly string[] {
    let units = this.#units.get(permission);
    if (!units) {
      units = [...new Set(this.#posts.flatMap(({ permissions, unitId, jurisdiction }) => (unitId && permissions.has(permission) && jurisdiction.some(isWhole) ? [unitId] : [])))];
      this.#units.set(permission, units);
    }
    return units;
  }

  /** Those in whose place the person acts today. */
  get principals(): readonly Principal[] {
    const all = this.#posts.flatMap(({ onBehalfOf }) => (onBehalfOf ? [onBehalfOf] : []));
    return all.filter(({ personId }, i) => all.findIndex((each) => each.personId === personId) === i);
  }

  /** The same person by what they may do themselves, or by what one principal lets them do. */
  as(principal: Principal | null): Actor {
    return Actor.of(this, this.#posts.filter(({ onBehalfOf }) => onBehalfOf?.personId === principal?.personId), this.homeArea);
  }

  /** In whose name the person uses a permission on a record: null in their own, which goes first, or where nobody lets them. */
  authority(permission: string, placed: Placed): Principal | null {
    const lets = ({ permissions, jurisdiction }: Held) => permissions.has(permission) && (typeof placed.areaCode !== 'string' || within(jurisdiction, placed));
    const letting = this.#posts.filter(lets);
    return letting.some(({ onBehalfOf }) => !onBehalfOf) ? null : (letting[0]?.onBehalfOf ?? null);
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
