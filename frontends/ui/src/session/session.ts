import { computed, ref, shallowRef } from 'vue';
import { Problem, problemOf } from '../graph/problem';
import { forgetKept } from '../settings/kept';
import { arrive, depart, type Preferences } from '../settings/preferences';
import { resetLook } from '../settings/settings';
import { language } from '../words/language';
import { t } from '../words/words';
import { alone } from './alone';

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly unitName: string | null;
  readonly posts: readonly { readonly unitName: string; readonly roleName: string; readonly areaCode: string; readonly areaName: string; readonly onBehalfOf?: string }[];
  readonly permissions: readonly string[];
  readonly homeArea?: { readonly code: string; readonly name: string } | null;
  readonly preferences?: Preferences;
}
/** What is still to be done before the session opens anything. */
export type SignInStep = 'PASSWORD' | 'TOTP' | 'ENROL';
/** A locked screen is no step of signing in: the page behind it goes on where it was. */
type Step = SignInStep | 'LOCKED';
/** What the gateway says of a session. */
export interface SessionAnswer {
  readonly actor: Actor | null;
  readonly step?: Step | null;
  readonly username?: string | null;
  readonly renewable?: boolean;
  readonly signIn?: SignInFacts;
}
/** What the forms say of passwords, and whether there is another way in. */
export interface SignInFacts {
  readonly passwordRule: string;
  readonly singleSignOn: { readonly name: string } | null;
  /** Without a touch the screen locks after so many minutes; never when 0. */
  readonly screenLockMinutes?: number;
}

/** Who is signed in; `null` until known and after leaving. */
export const actor = shallowRef<Actor | null>(null);
/** A request was refused because the session has ended: the sign-in dialog stands over the page. */
export const signInWanted = ref(false);
export const signInStep = ref<SignInStep | null>(null);
/** Nothing of the portal is seen or asked until the password is given. */
export const locked = ref(false);
/** Who is half signed in. */
export const stepUsername = ref('');
export const signInFacts = shallowRef<SignInFacts>({ passwordRule: '', singleSignOn: null });
export const actorId = computed(() => actor.value?.id ?? 'nobody');
export const may = (permission: string | undefined) => !permission || (actor.value?.permissions.includes(permission) ?? false);

export const headers = () => ({ 'x-moduan': '1', 'accept-language': language.value });

export const send = async (path: string, options: RequestInit = {}) => {
  try {
    return await fetch(path, { credentials: 'same-origin', ...options, headers: { ...headers(), ...options.headers } });
  } catch {
    throw new Problem('UNREACHABLE', t('offlineText'));
  }
};
/** Sends JSON to the gateway and reads what it answers; throws the problem that it tells. */
export const tell = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const response = await send(path, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
};

/** Takes what the gateway says of the session: somebody, or the step that is still to come. */
export const takeSession = (answer: SessionAnswer) => {
  if (answer.signIn) signInFacts.value = answer.signIn;
  if (answer.step === 'LOCKED') locked.value = true;
  signInStep.value = answer.step && answer.step !== 'LOCKED' ? answer.step : null;
  stepUsername.value = answer.username ?? '';
  if (!answer.actor) return;
  const before = actor.value;
  if (before && before.id !== answer.actor.id) return location.reload();
  if (!before) arrive(answer.actor.id, answer.actor.preferences);
  actor.value = answer.actor;
  signInWanted.value = false;
  for (const go of waiting.splice(0)) go();
};
const waiting: (() => void)[] = [];

/** Whose session this is; `null` when there is none. A short token that has lapsed is renewed at once. */
export const findSession = async () => {
  const answer = await tell<SessionAnswer>('GET', '/session');
  if (answer.renewable && (await renewSession())) return actor.value;
  takeSession(answer);
  return answer.actor;
};

let renewing: Promise<boolean> | undefined;
/**
 * Gets the next tokens; false when only signing in helps. One page at a time: one that has waited for another looks first
 * whether that has renewed the session already, because a token that comes twice ends it.
 */
export const renewSession = () =>
  (renewing ??= alone('moduan-session', async () => {
    let answer = await tell<SessionAnswer>('GET', '/session');
    if (!answer.actor && answer.renewable) answer = await tell<SessionAnswer>('POST', '/session/refresh').catch((): SessionAnswer => ({ actor: null }));
    takeSession(answer);
    return answer.actor !== null;
  })
    .catch(() => false)
    .finally(() => (renewing = undefined)));

export const signIn = async (username: string, password: string) => takeSession(await tell<SessionAnswer>('POST', '/session', { username, password }));

/** Leaves; what was typed and not sent is wiped from this browser. */
export const signOut = async () => {
  await depart();
  await send('/session', { method: 'DELETE' }).catch(() => undefined);
  forgetKept(`draft:${actorId.value}:`);
  resetLook();
  location.assign('/');
};

/** Resolves when the person has signed in again. */
export const signedInAgain = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve);
    signInWanted.value = !locked.value;
  });

/** After a refusal: the next tokens, or the person once more when those do not help. */
export const regain = async (refusals: number) => {
  if (refusals > 1 || !(await renewSession())) await signedInAgain();
};

/** A call of the gateway outside the graph; asks to sign in again when the session has ended, then repeats itself. */
export const call = async (path: string, options: RequestInit = {}, refusals = 0): Promise<Response> => {
  const response = await send(path, options);
  if (response.status === 401) {
    await regain(refusals + 1);
    return call(path, options, refusals + 1);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
};
