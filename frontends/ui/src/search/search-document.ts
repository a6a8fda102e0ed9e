import type { RegisterCard } from '../register/catalogue';

/** So many records of each register at most; the rest stands in its list. */
export const HITS = 6;

/** One question over all registers; those that the person does not read are left out by their variables. */
export const searchDocument = (cards: readonly RegisterCard[]): string => {
  const searched = cards.filter((card) => card.searched);
  const variables = searched.map(({ many }) => `$${many}: Boolean!`).join(', ');
  const lists = searched.map(({ many, title, placed }) => `${many}(filter: { search: $search, ended: false }, first: ${HITS}) @include(if: $${many}) { nodes { id title: ${title} ${placed ? 'areaCode' : ''} } pageInfo { hasNextPage } }`);
  return `query GlobalSearch($search: String!, ${variables}) { ${lists.join(' ')} }`;
};
