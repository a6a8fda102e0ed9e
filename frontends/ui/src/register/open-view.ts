import { writeListState, type ListState } from './filters';
import type { RegisterScreen, SavedView } from './screen';

/** The declared view in which a list stands, however much it is narrowed further. */
export const viewAround = ({ views = [] }: RegisterScreen, { matches }: Pick<ListState, 'matches'>): SavedView | undefined => {
  const shown = writeListState({ matches });
  return views.find((view) => Object.entries(writeListState({ matches: view.matches })).every(([name, text]) => shown[name] === text));
};
