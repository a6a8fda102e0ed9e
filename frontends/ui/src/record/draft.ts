import type { Register } from '@moduan/schema';
import { actorId } from '../session/session';
import { keep, readKept } from '../settings/kept';

export interface Draft {
  readonly values: Readonly<Record<string, unknown>>;
  /** Version of the record the values were typed over; absent for a new record. */
  readonly version?: number;
  readonly at: string;
  readonly attempt: { readonly body: string; readonly key: string };
}

/** What was typed into a form and is not saved yet, per person, register and record; secrets are never kept. */
export const draftOf = (register: Register, id: string | undefined) => {
  const key = () => `draft:${actorId.value}:${register.type}:${id ?? 'new'}`;
  const open = (values: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(values).filter(([name]) => register.fields[name]?.kind !== 'secret'));
  return {
    read: () => readKept<Draft>(key()),
    keep: (draft: Draft) => keep(key(), { ...draft, values: open(draft.values), attempt: holdsSecret(register, draft.values) ? { body: '', key: '' } : draft.attempt }),
    forget: () => keep(key(), null),
  };
};

/** The remembered body of an attempt would repeat the secret. */
const holdsSecret = (register: Register, values: Readonly<Record<string, unknown>>) => Object.entries(values).some(([name, value]) => register.fields[name]?.kind === 'secret' && Boolean(value));
