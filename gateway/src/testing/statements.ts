import { createRequire } from 'node:module';
import { definitions } from '../composition';

interface DriverClient {
  query(...args: unknown[]): unknown;
  readonly connectionParameters: { readonly application_name?: string };
}

// The driver that MikroORM itself loads: another copy of pg may stand in the root.
const fromOrm = createRequire(createRequire(import.meta.url).resolve('@mikro-orm/postgresql'));
const { Client } = fromOrm('pg') as { Client: { prototype: DriverClient } };

/** What carries events and seals the trail works beside them, at moments of its own. */
const OF_SERVICES = new Set(definitions.map(({ name }) => `moduan ${name}`));

const textOf = (query: unknown): string => (typeof query === 'string' ? query : ((query as { text?: string }).text ?? ''));

/** What services (one, or all of them) sent to PostgreSQL while the work ran: heard at the driver, past which nothing gets. */
export async function statementsOf(work: () => Promise<unknown>, service?: string): Promise<string[]> {
  const heard: string[] = [];
  const original = Client.prototype.query;
  Client.prototype.query = function listening(this: DriverClient, ...args: unknown[]) {
    const name = this.connectionParameters.application_name ?? '';
    if (service ? name === `moduan ${service}` : OF_SERVICES.has(name)) heard.push(textOf(args[0]));
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    Client.prototype.query = original;
  }
  return heard;
}
