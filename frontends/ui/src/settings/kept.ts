/** Small things kept in this browser per person: columns, tabs, views. A full or forbidden store loses them quietly. */
export const readKept = <T>(key: string): T | null => {
  try {
    const stored = localStorage.getItem(`md:${key}`);
    return stored === null ? null : (JSON.parse(stored) as T);
  } catch {
    return null;
  }
};

export const keep = (key: string, value: unknown) => {
  try {
    if (value === null || value === undefined) localStorage.removeItem(`md:${key}`);
    else localStorage.setItem(`md:${key}`, JSON.stringify(value));
  } catch {
    // a full store must not stop the work
  }
};

export const forgetKept = (prefix: string) => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`md:${prefix}`)) localStorage.removeItem(key);
};
