import { nameAreas } from '../fields/areas';
import { ask } from '../graph/client';
import { allCards, listPath, recordPath, type RegisterCard } from '../register/catalogue';
import { writeListState } from '../register/filters';
import { may } from '../session/session';
import { searchDocument } from './search-document';

/** What a register holds of a text. */
export interface Found {
  readonly card: RegisterCard;
  readonly hits: readonly { readonly id: string; readonly title: string; readonly place: string; readonly path: string }[];
  /** Its list with the same search, when there are more. */
  readonly more: { readonly path: string; readonly query: Record<string, unknown> } | null;
}
interface Page {
  readonly nodes: readonly { readonly id: string; readonly title: string; readonly areaCode?: string | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/** Records of every register that the person reads, by any part of a name; what is down is left out. */
export const searchAll = async (search: string): Promise<readonly Found[]> => {
  const cards = allCards().filter(({ searched }) => searched);
  const wanted = Object.fromEntries(cards.map(({ many, noun }) => [many, may(`${noun}.read`)]));
  const answer = await ask<Record<string, Page | null | undefined>>(searchDocument(allCards()), { search, ...wanted });
  const codes = [...new Set(Object.values(answer).flatMap((page) => page?.nodes?.flatMap(({ areaCode }) => areaCode ?? []) ?? []))];
  const names = new Map((await nameAreas(codes).catch(() => [])).map(({ value, label, hint }) => [value, hint?.split(' · ')[0] ?? label]));
  return cards.flatMap((card) => {
    const page = answer[card.many];
    if (!page?.nodes.length) return [];
    const hits = page.nodes.map(({ id, title, areaCode }) => ({ id, title, place: areaCode ? (names.get(areaCode) ?? areaCode) : '', path: recordPath(card, id) }));
    return [{ card, hits, more: page.pageInfo.hasNextPage ? { path: listPath(card), query: writeListState({ search }) } : null }];
  });
};
