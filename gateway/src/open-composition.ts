import { SecretBox } from '@moduan/kernel';
import { fileSettings } from '@moduan/kernel/attachment/file-settings';
import { StatementIssuer } from '@moduan/kernel/trust/statement';
import { readSigningKey } from '@moduan/kernel/trust/statement-keys';
import { compose, composeLinks, type Composition } from './composition';
import { linkByUrl, type RemoteLink } from './links/link-by-url';
import { noteSeal } from './seals-file';
import { readKeys } from './keys-files';
import type { Settings } from './settings';

type Log = (error: unknown, requestId?: string, level?: 'warn') => void;

export interface Opened {
  readonly composition: Composition;
  readonly remote: ReadonlyMap<string, RemoteLink>;
}

/** The services where the settings say that they run: in this process, or at their addresses. */
export async function openComposition(settings: Settings, log: Log): Promise<Opened> {
  const database = settings.databaseUrl ? { ownerUrl: settings.databaseUrl, secrets: new SecretBox(readKeys(settings.data)), files: settings.files ?? fileSettings(settings.data) } : undefined;
  if (!settings.services?.size) {
    if (!database) throw new Error('There is neither a database nor the address of a service');
    return { composition: await compose(database, log, (seal) => noteSeal(settings.data, seal)), remote: new Map() };
  }
  const issuer = new StatementIssuer(await readSigningKey(settings.data));
  const remote = new Map([...settings.services].map(([name, url]) => [name, linkByUrl(name, url, issuer, log)]));
  return { composition: await composeLinks(database, remote, log), remote };
}
