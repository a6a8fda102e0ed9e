import { Problem } from '../graph/problem';
import { headers, regain } from '../session/session';
import { w } from './words';

export interface Sending {
  readonly path: string;
  readonly file: File;
  readonly note: string;
  /** The same for every try: what has arrived already is not there twice. */
  readonly key: string;
}

interface Refusal {
  readonly code?: string;
  readonly message?: string;
  readonly details?: { readonly fields?: readonly { readonly path: string; readonly message: string }[] };
}

/** Sends one file and tells how far it is; asks to sign in again when the session has ended, then sends it once more. */
export async function sendFile(sending: Sending, tell: (part: number) => void, refusals = 0): Promise<string> {
  const { status, text } = await post(sending, tell);
  if (status === 401) {
    await regain(refusals + 1);
    return sendFile(sending, tell, refusals + 1);
  }
  const answer = read(text);
  if (status === 201) return (answer as { id: string }).id;
  const { code = 'INTERNAL', message = '', details } = answer as Refusal;
  throw new Problem(code, details?.fields?.[0]?.message ?? message);
}

function read(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

/** By the older interface: the newer one does not say how much has been sent. */
const post = ({ path, file, note, key }: Sending, tell: (part: number) => void) =>
  new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const sent = new XMLHttpRequest();
    sent.open('POST', path);
    const named = { ...headers(), 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name), 'x-idempotency-key': key, ...(note && { 'x-note': encodeURIComponent(note) }) };
    for (const [name, value] of Object.entries(named)) sent.setRequestHeader(name, value);
    sent.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    sent.onload = () => resolve({ status: sent.status, text: sent.responseText });
    sent.onerror = () => reject(new Problem('UNREACHABLE', w('unreachable')));
    sent.send(file);
  });
