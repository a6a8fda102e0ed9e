import { computed, ref, shallowRef } from 'vue';
import { Problem, problemOf } from '../graph/problem';
import { forgetKept, keep, readKept } from '../settings/kept';
import { language } from '../words/language';
import { t } from '../words/words';

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly unitName: string | null;
  readonly posts: readonly { readonly unitName: string; readonly roleName: string; readonly areaCode: string; readonly areaName: string }[];
  readonly permissions: readonly string[];
  readonly homeArea?: { readonly code: string; readonly name: string } | null;
}

/** Who is signed in; `null` until known and after leaving. */
export const actor = shallowRef<Actor | null>(null);
/** A request was refused because the session has ended: the sign-in dialog stands over the page. */
export const signInWanted = ref(false);
export const actorId = computed(() => actor.value?.id ?? 'nobody');
export const may = (permission: string | undefined) => !permission || (actor.value?.permissions.includes(permission) ?? false);

export const headers = () => ({ 'x-moduan': '1', 'accept-language': language.value });

const send = async (path: string, options: RequestInit = {}) => {
  try {
    return await fetch(path, { credentials: 'same-origin', ...options, headers: { ...headers(), ...options.headers } });
  } catch {
    throw new Problem('UNREACHABLE', t('offlineText'));
  }
};

/** The cookie can't be seen from here; whoever never signed in with this browser is not asked about. */
const signedInHere = 'signed-in';

/** Asks the gateway whose session this is; `null` when there is none. */
export const findSession = async () => {
  if (!readKept(signedInHere)) return null;
  const response = await send('/session');
  if (response.status === 401) {
    keep(signedInHere, null);
    return null;
  }
  if (!response.ok) throw await problemOf(response);
  return (actor.value = ((await response.json()) as { actor: Actor }).actor);
};

const waiting: (() => void)[] = [];

export const signIn = async (username: string, password: string) => {
  const response = await send('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) });
  if (!response.ok) throw await problemOf(response);
  const before = actor.value;
  const { actor: arrived } = (await response.json()) as { actor: Actor };
  if (before && before.id !== arrived.id) return location.reload();
  actor.value = arrived;
  keep(signedInHere, true);
  signInWanted.value = false;
  for (const go of waiting.splice(0)) go();
};

/** Leaves; what was typed and not sent is wiped from this browser. */
export const signOut = async () => {
  await send('/session', { method: 'DELETE' }).catch(() => undefined);
  forgetKept(`draft:${actorId.value}:`);
  keep(signedInHere, null);
  location.assign('/');
};

/** Resolves when the person has signed in again. */
export const signedInAgain = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve);
    signInWanted.value = true;
  });

/** A call of the gateway outside the graph; asks to sign in again when the session has ended, then repeats itself. */
export const call = async (path: string, options: RequestInit = {}): Promise<Response> => {
  const response = await send(path, options);
  if (response.status === 401) {
    await signedInAgain();
    return call(path, options);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
};
