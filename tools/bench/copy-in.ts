import type { Client, Connection } from 'pg';

/** `COPY … FROM STDIN` through the driver: rows go out as they are made, as text. */
class CopyIn {
  constructor(private readonly statement: string, private readonly lines: Iterable<string>, private readonly done: (error?: Error) => void) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }
  handleCopyInResponse(connection: Connection): void {
    const out = connection as unknown as { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };
    let part = '';
    for (const line of this.lines) {
      part += line;
      if (part.length < 1 << 16) continue;
      out.sendCopyFromChunk(Buffer.from(part));
      part = '';
    }
    if (part) out.sendCopyFromChunk(Buffer.from(part));
    out.endCopyFrom();
  }
  /** The driver has let go of the statement by then and tells it no more. */
  handleError(error: Error): void {
    this.done(error);
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.done();
  }
}

type Value = string | number | Date | readonly string[] | null | undefined;

const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign]!);
const inArray = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

function cell(value: Value): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Date) return value.toISOString();
  return escaped(Array.isArray(value) ? `{${value.map(inArray).join(',')}}` : String(value));
}

export type CopyRow = Readonly<Record<string, Value>>;

/** Puts rows into a table; the columns are those of the first row. */
export async function copyInto(client: Client, table: string, rows: readonly CopyRow[]): Promise<void> {
  if (!rows.length) return;
  const columns = Object.keys(rows[0]!);
  function* lines() {
    for (const row of rows) yield `${columns.map((column) => cell(row[column])).join('\t')}\n`;
  }
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error) => (error ? reject(error) : resolve());
    client.query(new CopyIn(`copy ${table} (${columns.join(', ')}) from stdin`, lines(), done) as never);
  });
}
