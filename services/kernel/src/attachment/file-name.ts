import { findMediaType } from './media-types';

/** Signs that turn a name round or make two of them look alike. */
const HIDDEN = /\p{Cf}/gu;
const LONGEST = 120;

/** A name to be shown, never a way to a file: what stands behind the last slash, without what can not be seen. */
export function cleanName(given: string, otherwise: string): string {
  const shown = decoded(given).toWellFormed().replace(HIDDEN, '').replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return shown.split(/[/\\]/).at(-1)!.replace(/["<>|*?:]/g, ' ').replace(/\s+/g, ' ').replace(/^[. ]+/, '').trim() || otherwise;
}

/** The name of an attachment ends as what it holds does: nothing calls itself a picture that is none. */
export function nameFor(given: string, type: string): string {
  const endings = findMediaType(type)?.endings ?? [];
  const name = cleanName(given, 'file');
  const [, stem, ending] = /^(.*?)(?:\.([^.]*))?$/s.exec(name)!;
  const fits = ending !== undefined && endings.includes(ending.toLowerCase());
  const [body, end] = fits ? [stem!, ending] : [name, endings[0] ?? 'bin'];
  return `${[...body].slice(0, LONGEST).join('').trim()}.${end}`;
}

function decoded(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    return '';
  }
}
