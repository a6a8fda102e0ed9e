/** Does something in one page of this browser at a time; where there are no locks, without them. */
export const alone = <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const { locks } = navigator as Navigator & { readonly locks?: LockManager };
  return locks ? (locks.request(name, work) as Promise<T>) : work();
};
