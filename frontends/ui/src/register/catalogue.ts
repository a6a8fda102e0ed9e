import type { Label, Register } from '@moduan/schema';

/** What a page must know of a register that another department owns: how to name, search and open its records. */
export type RegisterCard = Pick<Register, 'service' | 'type' | 'noun' | 'one' | 'many' | 'title'> & {
  readonly label: Label;
  /** Whether its records are found by a text, and what of them says where they stand. */
  readonly searched: boolean;
  readonly placed: boolean;
};

const cards = new Map<string, RegisterCard>();

/** The card of a register by its description. */
export const cardOf = ({ service, type, noun, one, many, title, label, fields, can }: Pick<Register, 'service' | 'type' | 'noun' | 'one' | 'many' | 'title' | 'label' | 'fields' | 'can'>): RegisterCard => ({
  service, type, noun, one, many, title, label,
  // What is only read, as a log, is looked through in its own list.
  searched: can.includes('amend') && Object.values(fields).some((field) => field.search),
  placed: fields['areaCode']?.kind === 'area',
});

const isCard = (one: RegisterCard | AnyDescribed): one is RegisterCard => 'searched' in one;
type AnyDescribed = Parameters<typeof cardOf>[0];
export const addToCatalogue = (registers: readonly (RegisterCard | AnyDescribed)[]) => {
  for (const one of registers) cards.set(one.type, isCard(one) ? one : cardOf(one));
};
/** All registers of the portal, always in one order. */
export const allCards = (): readonly RegisterCard[] => [...cards.values()].sort((one, other) => (one.type < other.type ? -1 : 1));
/** The register of a GraphQL type; absent when no department that is installed owns it. */
export const findCard = (type: string) => cards.get(type);

const kebab = (name: string) => name.replace(/([A-Z])/g, '-$1').toLowerCase();
export const listPath = ({ service, many }: Pick<Register, 'service' | 'many'>) => `/${service}/${kebab(many)}`;
export const recordPath = (register: Pick<Register, 'service' | 'many'>, id: string) => `${listPath(register)}/${encodeURIComponent(id)}`;
