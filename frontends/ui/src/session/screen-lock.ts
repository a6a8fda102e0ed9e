import { watch } from 'vue';
import { Problem } from '../graph/problem';
import { actor, locked, renewSession, signInFacts, takeSession, tell, type SessionAnswer } from './session';

/** Pages of one browser lock and unlock together. */
const NAME = 'moduan-screen';
const TOUCHED = 'md:touched';
const LOOK_MS = 5_000;
const TOLD_MS = 60_000;
const touches = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const;

let others: BroadcastChannel | undefined;
/** The server has been told; until then its session stands open behind a locked page. */
let isTold = false;
const isOver = (error: unknown) => error instanceof Problem && error.code === 'UNAUTHENTICATED';
const tellLocked = async () => {
  const { signedOut } = await tell<{ signedOut: boolean }>('POST', '/session/lock');
  isTold = true;
  if (signedOut) location.assign('/?sso=left');
};

/** Locks the page at once and the session with it; without a network the session as soon as there is one. */
export const lockScreen = async () => {
  if (!actor.value || locked.value) return;
  locked.value = true;
  isTold = false;
  others?.postMessage('locked');
  await tellLocked().catch(async (error: unknown) => {
    if (isOver(error) && (await renewSession())) await tellLocked().catch(() => undefined);
  });
};

/** Opens the screen by the password; throws what the server says of it. */
export const unlockScreen = async (password: string) => {
  const attempt = () => tell<SessionAnswer>('POST', '/session/unlock', { password });
  const answer = await attempt().catch(async (error: unknown) => {
    if (isOver(error) && !(await renewSession()) && !locked.value) throw error;
    // a session that was never locked is locked first: no page opens without the password
    if (error instanceof Problem && error.code === 'ILLEGAL_TRANSITION') await tellLocked();
    else if (!isOver(error)) throw error;
    return attempt();
  });
  if (!answer.actor) throw new Problem('UNAUTHENTICATED', '');
  open(answer);
  others?.postMessage('unlocked');
};
const open = (answer: SessionAnswer) => {
  isTold = false;
  locked.value = false;
  takeSession(answer);
};

const touchedAt = () => Number(localStorage.getItem(TOUCHED) ?? 0);

/** Locks the screen when nobody has touched any page of this browser for as long as the rules say, and tells the server of those who only type. */
export const watchTheScreen = () => {
  others = new BroadcastChannel(NAME);
  others.onmessage = async ({ data }: MessageEvent<string>) => {
    if (data === 'locked' && actor.value) locked.value = isTold = true;
    if (data !== 'unlocked' || !locked.value) return;
    const answer = await tell<SessionAnswer>('GET', '/session').catch(() => undefined);
    if (answer?.actor) open(answer);
  };
  let [noted, told] = [0, Date.now()];
  const touch = () => {
    const now = Date.now();
    if (locked.value || now - noted < 1_000) return;
    noted = now;
    localStorage.setItem(TOUCHED, String(now));
    if (!actor.value || now - told < TOLD_MS) return;
    told = now;
    void tell('POST', '/session/touch').catch(async (error: unknown) => {
      if (isOver(error)) await renewSession();
    });
  };
  addEventListener('online', () => locked.value && !isTold && void tellLocked().catch(() => undefined));
  for (const name of touches) addEventListener(name, touch, { passive: true, capture: true });
  touch();
  watch(actor, (now, before) => now && !before && touch());
  setInterval(() => {
    const minutes = signInFacts.value.screenLockMinutes ?? 0;
    if (minutes && actor.value && !locked.value && Date.now() - touchedAt() >= minutes * 60_000) void lockScreen();
  }, LOOK_MS);
};
