import { forgetKept, hearKept, keep, keepHere, keptKeys, readKept } from './kept';

/** What a person likes follows them to every browser: columns, views, tabs, look. Drafts do not: they stay where they were typed. */
export type Preferences = Readonly<Record<string, unknown>>;
type Unsent = Readonly<Record<string, { readonly value: unknown; readonly at: string }>>;

const [PAUSE, LONGEST_PAUSE] = [2_000, 60_000];
/** Browsers carry so much of a request that outlives its page. */
const MOST_AT_THE_END = 60_000;
const kinds = ['columns', 'views', 'tabs', 'look'] as const;

let person: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = PAUSE;

/** `columns:<person>:Unit` here is `columns:Unit` at the server; everything else stays here. */
const nameOf = (key: string) => {
  const [kind, whose, type] = key.split(':');
  if (!person || whose !== person || !kinds.some((one) => one === kind)) return undefined;
  return type ? `${kind}:${type}` : kind;
};
const keyOf = (name: string) => {
  const [kind, type] = name.split(':');
  return [kind, person, ...(type ? [type] : [])].join(':');
};

const unsentKey = () => `unsent:${person}`;
const unsent = () => readKept<Unsent>(unsentKey()) ?? {};
const keepUnsent = (rest: Unsent) => keepHere(unsentKey(), Object.keys(rest).length ? rest : null);

const note = (name: string, value: unknown) => {
  keepUnsent({ ...unsent(), [name]: { value, at: new Date().toISOString() } });
  plan();
};
const plan = (after = PAUSE) => {
  clearTimeout(timer);
  timer = setTimeout(() => void tellServer(), after);
};

/** Sends what the server does not know yet; what could not be sent is kept, and tried again. */
export const tellServer = async (atTheEnd = false) => {
  clearTimeout(timer);
  const sending = Object.entries(unsent()).slice(0, 200);
  if (!person || !sending.length) return;
  const body = JSON.stringify({ preferences: sending.map(([key, given]) => ({ key, ...given })) });
  try {
    const { status } = await fetch('/session/preferences', { method: 'PUT', credentials: 'same-origin', keepalive: atTheEnd && body.length < MOST_AT_THE_END, headers: { 'x-moduan': '1', 'content-type': 'application/json' }, body });
    if (status === 401 || status === 429 || status >= 500) throw new Error(String(status));
    // taken, or refused for good: of those chosen anew meanwhile the later is still to be sent
    const now = unsent();
    keepUnsent(Object.fromEntries(Object.entries(now).filter(([name, { at }]) => !sending.some(([sent, given]) => sent === name && given.at === at))));
    pause = PAUSE;
    if (Object.keys(unsent()).length) plan();
  } catch {
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    if (!atTheEnd) plan(pause);
  }
};

hearKept((key, value) => {
  const name = nameOf(key);
  if (name) note(name, value);
});
globalThis.addEventListener?.('pagehide', () => void tellServer(true));
globalThis.addEventListener?.('online', () => void tellServer());

type Arrival = (whose: string) => void;
const arrivals: Arrival[] = [];
/** Told when somebody has arrived and what they like stands in this browser, before a page of theirs is drawn. */
export const whenArrived = (each: Arrival) => void arrivals.push(each);

/** Puts into this browser what the server keeps for a person; what was chosen here and is not sent yet stands. */
export const arrive = (whose: string, preferences: Preferences = {}) => {
  person = whose;
  const chosen = unsent();
  for (const [name, value] of Object.entries(preferences)) if (!Object.hasOwn(chosen, name)) keepHere(keyOf(name), value);
  for (const kind of kinds)
    for (const key of keptKeys(`${kind}:${whose}`)) {
      const name = nameOf(key);
      // kept in this browser before it could travel
      if (name && !Object.hasOwn(preferences, name) && !Object.hasOwn(chosen, name)) note(name, readKept(key));
    }
  if (Object.keys(chosen).length) plan();
  for (const each of arrivals) each(whose);
};

/** Nothing of a person stays in the way of the next one. */
export const depart = async () => {
  await tellServer();
  clearTimeout(timer);
  if (person) for (const kind of [...kinds, 'unsent']) forgetKept(`${kind}:${person}`);
  person = undefined;
};

/** The columns and views of every list as they were declared. */
export const resetLists = () => {
  for (const kind of ['columns', 'views']) for (const key of keptKeys(`${kind}:${person}:`)) keep(key, null);
};
/** Keeps how the portal looks, once it is known for whom. */
export const keepLook = (look: object) => {
  if (person && JSON.stringify(readKept(`look:${person}`)) !== JSON.stringify(look)) keep(`look:${person}`, look);
};
