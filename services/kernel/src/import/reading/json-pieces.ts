/** A value of a JSON text, cut out as it stands; the key of its member, or its place in the list. */
export interface Piece {
  readonly key: string;
  /** Absent for the value of a member itself. */
  readonly index?: number;
  readonly text: string;
}

export interface PieceLimits {
  /** Characters of one piece. */
  readonly length: number;
  readonly depth: number;
}

/** What is wrong with the text; so many items of the list stand whole before it. */
export class BrokenJson extends Error {
  constructor(
    readonly why: 'syntax' | 'length' | 'depth' | 'unfinished',
    readonly items: number,
  ) {
    super(`${why} after ${items} items`);
    this.name = 'BrokenJson';
  }
}

type State = 'start' | 'firstKey' | 'key' | 'colon' | 'value' | 'afterValue' | 'firstItem' | 'item' | 'afterItem' | 'end';

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 44, 58, 91, 93, 123, 125];
const isBlank = (sign: number) => sign === 32 || sign === 10 || sign === 13 || sign === 9;
const endsScalar = (sign: number) => isBlank(sign) || sign === COMMA || sign === CLOSE_LIST || sign === CLOSE_OBJECT || sign === COLON;

/**
 * Cuts one JSON object into its members while it arrives, and the list `split` into its items, so that a file of any length
 * holds one item in memory. What stands between the pieces is checked here, the pieces are for `JSON.parse`.
 */
export class JsonPieces {
  private state: State = 'start';
  private key = '';
  private index = 0;
  private opened = false;
  private found: Piece[] = [];
  // The piece under way: what is kept of earlier chunks, and where in it the text stands.
  private kept: string | undefined;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private scalar = false;

  constructor(
    private readonly split: string,
    private readonly limits: PieceLimits,
  ) {}

  /** The pieces that this part of the text completes. */
  write(part: string): readonly Piece[] {
    this.found = [];
    let at = 0;
    while (at < part.length) at = this.kept === undefined ? this.between(part, at) : this.within(part, at);
    return this.found;
  }

  close(): void {
    if (this.state !== 'end') throw new BrokenJson('unfinished', this.index);
  }

  private fail(why: BrokenJson['why']): never {
    throw new BrokenJson(why, this.index);
  }

  /** One sign between pieces; gives the place of the next. */
  private between(part: string, at: number): number {
    const sign = part.charCodeAt(at);
    if (isBlank(sign)) return at + 1;
    const { state } = this;
    const next = this.follow(state, sign);
    if (next) {
      this.opened ||= next === 'firstItem';
      this.state = next;
      return at + 1;
    }
    const beginsKey = sign === QUOTE && (state === 'key' || state === 'firstKey');
    if (!beginsKey && state !== 'value' && state !== 'item' && state !== 'firstItem') this.fail('syntax');
    this.begin(sign);
    return at;
  }

  /** The state behind a sign that stands between pieces; nothing where the sign begins a piece or has no business here. */
  private follow(state: State, sign: number): State | undefined {
    if (state === 'start' && sign === OPEN_OBJECT) return 'firstKey';
    if (state === 'colon' && sign === COLON) return 'value';
    if (state === 'value' && sign === OPEN_LIST && this.key === this.split && !this.opened) return 'firstItem';
    if (sign === COMMA) return state === 'afterValue' ? 'key' : state === 'afterItem' ? 'item' : undefined;
    if (sign === CLOSE_OBJECT && (state === 'afterValue' || state === 'firstKey')) return 'end';
    return sign === CLOSE_LIST && (state === 'afterItem' || state === 'firstItem') ? 'afterValue' : undefined;
  }

  private begin(sign: number): void {
    this.kept = '';
    this.depth = 0;
    this.inText = false;
    this.escaped = false;
    this.scalar = sign !== QUOTE && sign !== OPEN_LIST && sign !== OPEN_OBJECT;
  }

  /** Follows the piece under way as far as this part goes; gives the place behind it. */
  private within(part: string, from: number): number {
    let at = from;
    for (; at < part.length; at += 1) {
      const sign = part.charCodeAt(at);
      if (this.scalar) {
        if (endsScalar(sign)) return this.finish(part.slice(from, at), at);
      } else if (this.inText) {
        if (this.escaped) this.escaped = false;
        else if (sign === BACKSLASH) this.escaped = true;
        else if (sign === QUOTE) {
          this.inText = false;
          if (this.depth === 0) return this.finish(part.slice(from, at + 1), at + 1);
        }
      } else if (sign === QUOTE) this.inText = true;
      else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
        if ((this.depth += 1) > this.limits.depth) this.fail('depth');
      } else if ((sign === CLOSE_LIST || sign === CLOSE_OBJECT) && (this.depth -= 1) === 0) return this.finish(part.slice(from, at + 1), at + 1);
    }
    this.keep(part.slice(from));
    return at;
  }

  private keep(text: string): void {
    this.kept += text;
    if (this.kept!.length > this.limits.length) this.fail('length');
  }

  private finish(rest: string, next: number): number {
    this.keep(rest);
    const text = this.kept!;
    this.kept = undefined;
    if (this.state === 'key' || this.state === 'firstKey') {
      this.key = this.parsedKey(text);
      this.state = 'colon';
      return next;
    }
    const item = this.state !== 'value';
    this.found.push(item ? { key: this.key, index: this.index++, text } : { key: this.key, text });
    this.state = item ? 'afterItem' : 'afterValue';
    return next;
  }

  private parsedKey(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      return this.fail('syntax');
    }
  }
}
