import type { Readable } from 'node:stream';

/** A file as it has arrived; nobody finds it under its content yet. */
export interface ReceivedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** The first bytes, by which its kind is told. */
  readonly head: Buffer;
  /** Takes what has arrived away, if it has not been kept. */
  discard(): Promise<void>;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of attachments lie, each under what it holds. A folder today (`FolderStore`); a store that speaks S3 would
 * keep these promises too: what has been kept is there as a whole or not at all, and never changes.
 */
export interface FileStore {
  /** Writes a stream down as it comes; past the limit that its beginning tells it ends and nothing stays. */
  receive(stream: Readable, limitOf: (head: Buffer) => number): Promise<ReceivedFile>;
  /** Puts what has arrived under its content; twice the same is there once. */
  keep(file: ReceivedFile): Promise<void>;
  /** Something made from a file, as a smaller picture. */
  write(name: string, content: Buffer): Promise<void>;
  /** How long it is; null when it is not there. */
  sizeOf(name: string): Promise<number | null>;
  read(name: string, range?: ByteRange): Readable;
  /** Does something with the file as one that lies on this machine. */
  locally<T>(name: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Removes what was left on its way for a day. */
  sweep(): Promise<void>;
}
