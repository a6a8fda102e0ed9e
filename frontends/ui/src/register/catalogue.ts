import type { Label, Register } from '@moduan/schema';

/** What a page must know of a register that another department owns: how to name, search and open its records. */
export type RegisterCard = Pick<Register, 'service' | 'type' | 'noun' | 'one' | 'many' | 'title'> & { readonly label: Label };

const cards = new Map<string, RegisterCard>();

export const addToCatalogue = (registers: readonly RegisterCard[]) => {
  for (const { service, type, noun, one, many, title, label } of registers) cards.set(type, { service, type, noun, one, many, title, label });
};
/** The register of a GraphQL type; absent when no department that is installed owns it. */
export const findCard = (type: string) => cards.get(type);

const kebab = (name: string) => name.replace(/([A-Z])/g, '-$1').toLowerCase();
export const listPath = ({ service, many }: Pick<Register, 'service' | 'many'>) => `/${service}/${kebab(many)}`;
export const recordPath = (register: Pick<Register, 'service' | 'many'>, id: string) => `${listPath(register)}/${encodeURIComponent(id)}`;
