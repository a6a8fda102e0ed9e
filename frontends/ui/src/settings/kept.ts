type Listener = (key: string, value: unknown) => void;
let told: Listener = () => undefined;
/** Hears of everything that is kept: some of it travels with the person. */
export const hearKept = (listener: Listener) => (told = listener);

/** Small things kept in this browser per person: columns, tabs, views. A full or forbidden store loses them quietly. */
export const readKept = <T>(key: string): T | null => {
  try {
    const stored = localStorage.getItem(`md:${key}`);
    return stored === null ? null : (JSON.parse(stored) as T);
  } catch {
    return null;
  }
};

/** Keeps it in this browser alone. */
export const keepHere = (key: string, value: unknown) => {
  try {
    if (value === null || value === undefined) localStorage.removeItem(`md:${key}`);
    else localStorage.setItem(`md:${key}`, JSON.stringify(value));
  } catch {
    // a full store must not stop the work
  }
};

export const keep = (key: string, value: unknown) => {
  keepHere(key, value);
  told(key, value ?? null);
};

export const keptKeys = (prefix: string) => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`md:${prefix}`)).map((key) => key.slice(3));
  } catch {
    return [];
  }
};

export const forgetKept = (prefix: string) => {
  for (const key of keptKeys(prefix)) localStorage.removeItem(`md:${key}`);
};
