import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../errors/domain-error';
import type { Database } from '../database/open-database';

/** The file itself, or what is shown of a picture. */
export type FileView = 'file' | 'preview' | 'thumbnail';

interface Signed {
  readonly until?: unknown;
  readonly sign?: unknown;
}

const expired = () => new DomainError('FORBIDDEN', { zh: '链接已过期或不完整，请回到记录页重新打开', en: 'The link has expired or is incomplete; open it again from the record' }, { reason: 'LINK' });

const signatureOf = ({ secrets, service }: Database, id: string, view: FileView, until: number): Buffer =>
  createHmac('sha256', Buffer.from(secrets.keys.cursor, 'base64')).update(`file link\n${service}\n${id}\n${view}\n${until}`).digest();

/** A way to one file for some minutes. It opens nothing by itself: whoever follows it has to be able to read the record. */
export function linkTo(database: Database, id: string, view: FileView, now = Date.now()): string {
  // The same for half of its time, so that a picture that is shown again comes from the browser's own store.
  const half = Math.max(Math.floor(database.files!.settings.linkSeconds / 2), 1);
  const until = (Math.floor(now / 1000 / half) + 2) * half;
  const path = view === 'file' ? id : `${id}/${view}`;
  return `/files/${database.service}/${path}?until=${until}&sign=${signatureOf(database, id, view, until).toString('base64url')}`;
}

/** Throws for a link that nobody has given out so, or whose time is over. */
export function requireLink(database: Database, id: string, view: FileView, { until, sign }: Signed): void {
  const [end, given] = [Number(until), Buffer.from(String(sign ?? ''), 'base64url')];
  const signature = signatureOf(database, id, view, end);
  const isOurs = given.length === signature.length && timingSafeEqual(given, signature);
  if (!isOurs || !(end > Date.now() / 1000)) throw expired();
}
