import { watch } from 'vue';
import { actor, locked, signInWanted, tell, type SessionAnswer } from '../session/session';
import { settled, takeOwn } from './own-changes';

/** That a record has changed; without an id, that many of its kind have. */
export interface RecordChange {
  readonly kind: string;
  readonly id: string | null;
  readonly at: string;
}
/** Hears of changes by others; of null when some may have been missed. */
export type Hear = (change: RecordChange | null) => void;

const NAME = 'moduan-changes';
const [FIRST_PAUSE, LONGEST_PAUSE] = [2_000, 60_000];
const hearing = new Set<Hear>();
/** Pages of one browser tell each other: one of them listens. */
let others: BroadcastChannel | undefined;
let leave = () => {};
/** A stream that is opened once more may have missed something. */
let wasOpen = false;

const hear = async (change: RecordChange | null) => {
  await settled();
  if (change && takeOwn(change)) return;
  for (const each of hearing) each(change);
};
const pass = (change: RecordChange | null) => {
  others?.postMessage(change);
  void hear(change);
};

/** Listens until it is told not to: what the browser does not open again by itself is opened after growing pauses, while somebody is signed in. */
const listen = (): (() => void) => {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let [pause, stopped] = [FIRST_PAUSE, false];
  const again = async () => {
    // whether anybody is there still: a lapsed session is renewed when the person does something, not by a page left open
    const answer = await tell<SessionAnswer>('GET', '/session').catch(() => undefined);
    if (!stopped && (!answer || answer.actor)) open();
  };
  const fail = () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    retry = setTimeout(() => void again(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };
  const open = () => {
    source = new EventSource('/events');
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE;
      if (wasOpen) pass(null);
      wasOpen = true;
    });
    source.addEventListener('missed', () => pass(null));
    source.addEventListener('change', ({ data }: MessageEvent<string>) => pass(JSON.parse(data) as RecordChange));
    source.addEventListener('error', fail);
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(retry);
    source?.close();
  };
};

/** One page of the browser at a time listens; where pages can not agree on one, each does while it is seen. */
const join = (): (() => void) => {
  others = new BroadcastChannel(NAME);
  others.onmessage = ({ data }: MessageEvent<RecordChange | null>) => void hear(data);
  const controller = new AbortController();
  let end = () => {};
  const { locks } = navigator as Navigator & { readonly locks?: LockManager };
  if (locks) {
    const whileHeld = () =>
      new Promise<void>((resolve) => {
        const stop = listen();
        end = () => {
          stop();
          resolve();
        };
      });
    locks.request(NAME, { signal: controller.signal }, whileHeld).catch(() => undefined);
  } else end = whileSeen();
  return () => {
    controller.abort();
    end();
    others?.close();
    others = undefined;
  };
};

const whileSeen = () => {
  let stop = document.hidden ? undefined : listen();
  const look = () => {
    if (document.hidden) stop?.();
    stop = document.hidden ? undefined : listen();
  };
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    stop?.();
  };
};

let joined = false;
/** From the first page that wants to hear on: going from page to page opens nothing anew. */
let wasAsked = false;
const adjust = () => {
  const wanted = wasAsked && actor.value !== null && !signInWanted.value && !locked.value && 'EventSource' in globalThis;
  if (wanted && !joined) leave = join();
  if (!wanted && joined) leave();
  joined = wanted;
};
// somebody who has signed in again, or whose session was renewed, hears at once
watch(actor, (now, before) => {
  if (now && before && joined) {
    leave();
    joined = false;
  }
  adjust();
});
watch([signInWanted, locked], adjust);

/** Hears of changes by others until the answer is called. */
export const hearChanges = (each: Hear): (() => void) => {
  hearing.add(each);
  wasAsked = true;
  adjust();
  return () => void hearing.delete(each);
};
